"""How attempts to redirect the assistant are worded in English; matched against text in lower case."""

from __future__ import annotations

_CLAUSE = r"(?:^|[.!?;:\"'“”‘’()\[\]{}<>*#|/–—-])\s*"
_POLITE = r"(?:(?:now|please|kindly|just|then|also|simply|immediately|completely|from now on,?)\s+){0,3}"
_TO_THE_MODEL = (
    r"\b(?:please|kindly|you\s+(?:must|should|will|shall|can|may|need to|have to|are to|to)"
    r"|you are going to"
    r"|(?:can|could|would|will) you|task is to|goal is to|let'?s|now|instead|assistant|model"
    r"|computer)[\s,]+"
)
_COMMAND = rf"(?:{_CLAUSE}|{_TO_THE_MODEL}){_POLITE}"
_JOINED = r"(?:\b(?:and|then|but|so|first)\s+|,\s*)" + _POLITE
_FORGET = (
    r"(?:ignore|disregard|forget(?: about)?|override|overrule|bypass|circumvent|skip|discard|dismiss"
    r"|neglect"
    r"|drop|erase|delete|cancel|void|set aside|stop (?:following|obeying)|pay no (?:attention|heed) to"
    r"|do(?: not|n'?t) (?:follow|obey|listen to|adhere to|comply with))"
)
_ORDERS = (
    r"(?:instructions?|rules?|prompts?|guidelines?|directives?|commands?|programming|safeguards?|guardrails?"
    r"|(?:system )?messages?|inputs?|context|safety (?:rules|measures|checks))"
)
_LIMITS = (
    r"(?:orders|guidance|constraints?|restrictions?|limitations?|polic(?:y|ies)|training|filters?"
    r"|protections?)"
)
_EARLIER = (
    r"(?:previous|prior|above|earlier|preceding|foregoing|existing|initial|original|former|current|system"
    r"|safety|hidden|developer|your|these|those|aforementioned|privacy|security|content|ethical)"
)
_OWN = r"(?:your|system|safety|hidden|developer|privacy|security|content|ethical)"
_OBJECT = (
    rf"(?:(?:(?:all|any|every|each|of|the|these|those|this|that|my|other|such|and|both|only"
    rf"|{_EARLIER})\s+){{0,6}}"
    rf"{_ORDERS}|(?:\w+ ){{0,3}}?{_OWN} (?:\w+ ){{0,3}}?(?:{_ORDERS}|{_LIMITS}))\b"
)
"""Instructions that are the program's: named without whose and what for, or as *your* instructions."""
_ENDS = (
    r"(?=\s*(?:[.?!,;:\"'“”’)\]}]|$|(?:and|then|but|or|so|in full|verbatim|word for word|exactly|now"
    r"|please|to me"
    r"|as (?:an? )?(?:ai|text|json|code)|in (?:an? )?(?:\w+ )?(?:block|list|order|english|base64|json"
    r"|markdown"
    r"|language)|(?:in)?to (?:english|spanish|french|german|hebrew|russian|arabic|base64)|using|with"
    r"|without|above|before this|you)\b))"
)
"""Nothing follows that would say whose or about what: *everything above the knee* is a place."""
_SAID_BEFORE = (
    rf"(?:(?:everything|anything|all|whatever|what|the (?:text|words|conversation|notes))"
    rf"(?: of| that)?(?: the)? (?:(?:above|before(?: this)?|prior|previously){_ENDS}"
    r"|(?:you (?:were|have been|are|'ve been)|i (?:have |'ve )?)"
    r" ?(?:told|said|instructed|given|taught|programmed|written above)))"
)
_OF_A_PERSON = (
    r"(?! (?:from|given|at|about|for|regarding|on|by|after|to) (?:the|her|his|their|a|this|that|last"
    r"|previous"
    r"|discharge|wound|home|post)?\s?(?:\w+ )?(?:visit|surgeon|surgery|physio\w*|hospital|discharge"
    r"|ward|nurse"
    r"|pharmacist|doctor|gp|dietitian|wound|dose|dosing|medication|insulin|inhaler|patient|client"
    r"|mother|father"
    r"|parents|family|exercise\w*|weight|diet|driving|session|appointment|clinic|consult\w*|referral|er"
    r"|ed))"
)

OVERRIDE = (
    rf"{_COMMAND}{_FORGET} {_OBJECT}{_OF_A_PERSON}",
    rf"{_JOINED}{_FORGET} (?=(?:\w+ ){{0,3}}?{_EARLIER} ){_OBJECT}{_OF_A_PERSON}",
    rf"\b{_FORGET} (?:all|any|every|each)(?: of)?(?: the| your| these"
    rf"| my)? (?:\w+ )?{_EARLIER} (?:\w+ )?{_ORDERS}\b"
    rf"{_OF_A_PERSON}",
    rf"(?:{_COMMAND}|{_JOINED}){_FORGET} {_SAID_BEFORE}",
    rf"{_COMMAND}{_FORGET} (?:all|everything)(?: and|,|\.|;|:|$)",
    r"\bnew (?:system )?(?:instructions?|rules?|directives?|prompt)(?: for you)?\s?:\s?"
    r"(?!\s*(?:any|what|were|was|did|does|who|when|which|how|is|are|has|had)\b)",
    r"\b(?:these|my|the following|this) (?:new )?(?:instructions?|rules?|orders?|commands?"
    r"|message) (?:supersedes?|overrides?"
    r"|replaces?|takes? (?:precedence|priority))",
    r"\b(?:admin|debug|developer|dev|god|root|sudo|jailbreak|unrestricted)[ -](?:mode|access|privileges?"
    r"|override)\b"
    r"|\b(?:system|safety) override\b|\boverride mode\b",
    rf"{_COMMAND}(?:enter|enable|activate|switch to|go into|start|use|turn on) (?:the )?(?:maintenance"
    rf"|sandbox|training"
    r"|test|override)[ -](?:mode|access)\b(?! (?:on|of|in|for) )",
    r"\byour (?:real|true|actual|new|only|next|main|primary) (?:task|instructions?|goal|purpose|job"
    r"|role|objective|mission)\s?(?:is|are|will be|now|:)",
    r"\b(?:disable|turn off|switch off|remove|deactivate|lift|suspend) (?:\w+ ){0,2}?(?:(?:safety|content"
    r"|moderation"
    r"|ethical|output) (?:\w+ )?(?:filters?|guards?|checks?|rules|measures|features|limits|protocols?)"
    r"|guardrails?"
    r"|moderation|content polic\w+|your (?:\w+ )?(?:rules|restrictions|limits|filters?|guards?|safety"
    r"|safeguards?))",
    rf"{_COMMAND}(?:disable|turn off|switch off|deactivate|suspend) (?:all |the |any )?(?:safety|filters"
    rf"|verification)"
    rf"{_ENDS}",
    r"\binstead(?:,| of (?:answering|that|this),?)? (?:say|print|output|write|reveal|respond"
    r"|reply|answer with)\b",
    r"\b(?:safety|security) (?:protocols?|rules|checks)[^.?!]{0,30}\b(?:disabled|off|skipped|not apply"
    r"|suspended)\b"
    r"|\bskip all (?:safety )?checks\b",
    r"\b(?:note|message|notice|attention|instructions?|important)[^.?!:]{0,12} (?:to|for) (?:the |any "
    r"|all )?(?:ai|bot|language model|llm"
    r"|model|chatbot)\b|\b(?:ai|language model|llm) (?:agents?|assistants?|systems?"
    r"|models?)? ?(?:reading|processing|integrating|seeing)\b",
    rf"{_CLAUSE}(?:important )?(?:note |message |notice |instructions? )?(?:to|for) (?:the )?assistant\b",
    r"\bhereby (?:instructed|ordered|commanded|authori[sz]ed)\b|\bdo (?:exactly )?(?:what|as) it says\b"
    r"|\bfollow the (?:hidden |decoded |embedded )?instructions? (?:inside|within|below|in it"
    r"|it contains)\b"
    r"|\bdecode (?:this|the|it)\b[^.?!]{0,40}\b(?:base64|rot13|hex|follow|execute|obey|do)\b",
    r"\b(?:ignora\w*|ignorez|ignorier\w+|vergiss|vergessen sie|oublie[zr]?|olvida\w*"
    r"|dimentica\w*)\b[^.?!]{0,40}\b(?:instruc\w+|istruz\w+"
    r"|anweisung\w*|richtlinien|regeln|regles|reglas|regole|alles,? was)",
    r"\bsystemprompt\b|\bignore(?:all|any|the|your|my)*(?:previous|prior|above"
    r"|earlier)+(?:instructions?|rules|prompts?)",
    r"\b(?:disregard|forget|override)(?:all|any|the|your)*(?:previous|prior|above"
    r"|earlier)+(?:instructions?|rules|prompts?)",
)
ROLE = (
    rf"{_COMMAND}(?:role[- ]?play|pretend|act|behave|respond|reply|answer|pose)"
    r" (?:as|like) (?:if|though|an?|my|the|your|someone|dan\b)",
    rf"{_COMMAND}(?:speak|talk|write|operate|work|function) (?:as|like) (?:if you|though you|dan\b"
    r"|(?:an?|the|my) (?:\w+ )?(?:ai|assistant|model|bot|chatbot|hacker|admin\w*|system|doctor|expert"
    r"|evil|person who))",
    rf"(?:{_COMMAND}|{_JOINED})(?:pretend|imagine|assume|suppose) (?:that )?(?:to be"
    r"|you(?:'re| are| were| have| can| had)(?! (?:on|in|at|by|lying|sitting|walking|floating|safe"
    r"|relaxed|home)\b)"
    r"|there (?:are|is) no (?:rules|restrictions|limits))",
    r"\byou(?:'re| are| will be| shall be)"
    r" (?:now(?! (?:seeing|looking at|treating|examining|reviewing|allowed|able|free|cleared|ready|due|on"
    r"|taking|at"
    r"|pregnant|safe|in (?:remission|labou?r|charge))\b)|no longer"
    r"|from now on|henceforth|going to (?:be|act|pretend|role))\b",
    r"\b(?:from now on|henceforth|from this point(?: on(?:ward)?| forward)?)[, ]+(?:you(?! (?:(?:must"
    r"|should|can|may|will|have to|need to|are to) )?(?:not |only |always )?(?:take|use"
    r"|drive|walk|eat|drink|wear|lift|stop|start|come|sleep|avoid|increase|reduce|inject|check|measure)\b)"
    r"|your (?:name|role|task|job|answers?|responses?|goal|purpose|new|only)|answer"
    r"|respond|reply|(?:always|never) (?:answer|respond|reply|say|refuse|end|begin|start|use)"
    r"|ignore|act|speak|only (?:answer|respond|reply|say|speak|write|obey|follow|output|print|use|as|in|with)"
    r"|do not|i (?:am|want))",
    r"\byou are (?:an? )?(?:dan|ai|unrestricted|uncensored|evil|jailbroken|unfiltered|amoral|hacker"
    r"|freed|not bound)\b",
    r"\byou (?:have|are under|are bound by) no (?:restrictions|rules|limits|limitations|filters?|ethics"
    r"|guidelines)",
    r"\b(?:without|with no|free (?:of|from)|no) (?:any )?(?:restrictions?|filters?|censorship|ethical"
    r"|moral|limitations?|limits)[^.?!]{0,30}\b(?:ai|language model|chatbot)\b",
    r"\b(?:ai|assistant|model|chatbot|bot|answers?|respond|reply) (?:\w+ ){0,3}?(?:without|with no"
    r"|free (?:of|from))"
    r" (?:any )?(?:restrictions?|filters?|censorship|ethic\w*|moral\w*|limitations?|limits)",
    r"\b(?:unrestricted|uncensored|unfiltered|jailbroken|amoral|evil) (?:ai|assistant|model|chatbot|bot"
    r"|version|answers?|response)",
    r"(?<!did )(?<!do )\byou (?:will |shall |must |should |can |may |now |are to )?(?:now )?act as\b"
    r"|\bhypothetical (?:scenario|world)\b"
    r"|\b(?:from )?now (?:on )?you are in the role of\b"
    r"|\bin this (?:role-?playing )?game\b[^.?!]{0,20}\byou\b",
    r"\b(?:chatgpt|gpt-?\d|openai|language model)\b[^.?!]{0,60}\b(?:you|respond as|now|programming"
    r"|polic(?:y|ies)|voice)\b"
    r"|\b(?:respond|reply|answer) as (?:both )?(?:chatgpt|yourself)\b",
    r"(?<!he )(?<!they )(?<!patient )\bcan (?:now )?do anything now\b|[\"'“(]do anything now"
    r"|\bfor do anything now\b"
    r"|\bjailbreak\b|\bstay in character\b|\bbreak character\b|\bin character as\b"
    r"|\bdan mode\b",
    rf"{_COMMAND}(?:role[- ]?play|simulate|impersonate|emulate) (?:as )?(?:an?|the|my|being|with me"
    rf"|someone)\b"
    r"(?! (?:in|as|for|during|therap\w+|exercise|session)\b)",
    r"\b(?:my|your) (?:deceased|late|dead) grand(?:mother|ma|father|pa)\b[^?]{0,80}\b(?:read me|tell me"
    r"|used to (?:read|tell|work|be a)|act)\b",
    r"\b(?:switch|enter|enable|activate|go|change|put yourself) (?:in)?(?:to )?(?:\w+ ){0,2}(?:mode"
    r"|persona)\b[^?]{0,60}"
    r"\b(?:you|your|restrict|rule|answer|respond|ai|assistant)",
    r"\b(?:two|2) (?:responses|answers)[^?]{0,60}\b(?:normal|jailbr|classic|developer|unrestrict)",
)
LEAK = (
    r"\b(?:reveal|show|print|repeat|output|display|tell|give|leak|dump|copy|write|translate"
    r"|summari[sz]e|encode|list"
    r"|recite|share|provide|disclose|expose|quote|paste|return|read|explain|describe|what (?:is|are|was"
    r"|were|does)"
    r"|what's|send|include|append|post|email)\b"
    r"[^.?!]{0,40}?\b(?:system ?prompts?|(?:system|developer) (?:prompt|message|instructions?"
    r"|configuration)s?"
    r"|(?:initial|hidden|secret|starting|original|base|pre) (?:system )?prompts?|(?:hidden"
    r"|secret) instructions?"
    r"|your (?:\w+ ){0,3}?(?:prompts?|system message|context window|training data"
    rf"|(?:instructions?|rules|guidelines|directives?|programming|configuration|restrictions"
    rf"|constraints){_ENDS})"
    r"|(?:instructions?|rules|prompt|text|words?|message|guidelines) (?:that )?(?:you (?:were|have been"
    rf"|are|got|received)|(?:above|before this|preceding){_ENDS}|given to you)|everything above{_ENDS}"
    r"|the above (?:text|prompt|instructions|words|message)|hidden (?:text|rules|context)|prompt template)\b",
    r"\bhow (?:were|are|have) you (?:been )?(?:instructed|programmed|configured|told|trained|prompted"
    r"|set up)\b",
    r"\bwhat (?:were|are|have) you (?:been )?(?:told|instructed|not (?:supposed|allowed)|programmed"
    r"|forbidden|prompted)",
    r"\b(?:i was|i am|i have been) (?:instructed|programmed|told) to['\"\s]*$|\b(?:(?:my|your)"
    r"|the system|your system) instructions (?:are|were)"
    r"['\"\s]*:|\bthe system prompt is\b",
    rf"{_COMMAND}(?:repeat|print|output|copy|echo|recite|write out|spell out) (?:(?:verbatim|word for word"
    rf"|(?:all|everything|it|this|that)(?: of (?:it|this|that))?(?: (?:verbatim|word for word|above|before))?"
    rf"|(?:\w+ ){{0,3}}?above|the words){_ENDS}|(?:\w+ ){{0,3}}?(?:your|above|the words you) (?:\w+ ){{0,3}}?"
    r"(?:verbatim|word for word)|(?:\w+ ){0,3}?(?:this conversation|entire conversation)"
    r"|(?:\w+ ){0,3}?(?:it|this|that|prompts?|instructions?|rules|text|message) back to me)",
    r"\bsystem[_ ]?prompt\b|\bprompt injection\b|\binitiali[sz]ation string\b|\bdeveloper message\b",
    rf"{_COMMAND}(?:reveal|leak|dump|expose|disclose) (?:\w+ ){{0,3}}?(?:instructions?|prompts?"
    rf"|configuration|secrets?)\b",
)
FORGED = (
    r"<\|?\s?/?\s?(?:im_start|im_end|system|user|assistant|human|endoftext|end|start|eot_id"
    r"|begin_of_text|start_header_id"
    r"|end_header_id|sep|pad|bos|eos|s|inst|instructions?|prompt|context|notes?|documents?|sources?|sys"
    r"|data|admin"
    r"|script|iframe|img|svg|style|meta|object|important|secret|tool|function|thinking|think"
    r"|answer)\b[^>]{0,80}\|?>",
    r"<<\s?/?sys\s?>>|\[/?(?:inst|system|user|assistant|sys|admin|end|override"
    r"|instructions?)\b[^\]]{0,30}\]|<\|[^|>]{0,40}\|>",
    rf"{_CLAUSE}(?:assistant|developer|chatbot|administrator|sysadmin"
    r"|(?:human|ai)(?= (?:message|prompt|note|command)))\s?(?:message|prompt"
    rf"|note|command)?\s?:",
    r"\bsystem (?:message|prompt|override|notice|command|instructions?|update|alert|note|directive"
    r"|notification)s?\s?[:\]]",
    rf"{_CLAUSE}(?:system|user|human|ai|admin|root|instructions?|important|attention|note to (?:the )?(?:ai"
    rf"|assistant|model))\s?:\s?(?:you\b"
    r"|ignore|from now|new\b|the assistant|reveal|print|disregard|forget|override|all (?:previous"
    r"|prior)|as an? |answer with|say\b"
    r"|output|respond|reply|do not|never|always)",
    r"(?:#{2,}|={3,}|-{3,}|\*{3,}|~{3,}|>{2,})\s?(?:end|begin|start|new|system|instruction|user"
    r"|assistant|human|response|admin"
    r"|override|prompt|notes?|context|input)\b",
    r"\b(?:end|beginning|start) of (?:the )?(?:system )?(?:prompt|instructions|context|notes|document"
    r"|input|data|user input"
    r"|conversation|chart data)\b(?! (?:visit|day|week))",
    r"\bnote \[?\d{1,3}\]?\s?\([^)]{0,60}\)\s?:|(?:^|\s)\d{1,2}\|\s",
    r"[\"']?role[\"']?\s?:\s?[\"'](?:system|assistant|developer|user|tool)[\"']|\{\{[^}]{0,80}\}\}"
    r"|\{%[^%]{0,80}%\}",
)
EXFILTRATION = (
    r"!\[[^\]]{0,80}\]\s?\(|\[[^\]]{0,80}\]\s?\(\s?(?:https?:|data:|javascript:)|<\s?(?:img|script"
    r"|iframe|a|form|link)\b[^>]{0,200}"
    r"(?:src|href|action|>)|\bjavascript:|\bdata:text/",
    rf"(?:{_COMMAND}|{_JOINED}|\bto\s+)(?:send|post|forward|e-?mail|upload|transmit|exfiltrate|submit"
    rf"|fetch|get"
    rf"|visit|open|load|call|curl"
    r"|wget|append|encode|render|embed|click|navigate|download|include|insert|add|put|link|browse"
    r"|go)\b[^?]{0,160}"
    r"(?:https?[:\s]//|www\.|ftp://|\b\d{1,3}(?:\.\d{1,3}){3}\b|[\w.]+@[\w-]+\.\w|\b[\w-]+\.(?:com|net"
    r"|org|io|evil|xyz|example|ru"
    r"|test)\b)",
    r"\b(?:https?|ftp|file)://[^\s]{0,200}(?:[?&=][^\s]{0,80}|\{)",
    r"\b(?:reveal|print|show|dump|send|output|give|tell|leak|expose|list|export|what(?:'s| is| are)"
    r"|display|read|disclose|share"
    r"|provide|exfiltrate|extract|steal|email|return)\b[^.?!]{0,50}\b(?:api keys?|(?:master|vault|admin"
    r"|root|user|database|system"
    r"|practice|workspace|login|account)(?:'s)? (?:passwords?|passphrases?|keys?|credentials|secrets?)"
    r"|passphrases?"
    r"|credentials|(?:secret|private|encryption|recovery|access|session|signing) (?:keys?|tokens?)"
    r"|environment variables?|/etc/passwd"
    r"|env vars?|(?:raw|entire|whole|full|complete|customer|internal|private|user"
    r"|client) (?:\w+ )?database|(?:customer|internal|user) (?:\w+ )?table|source code)\b",
    rf"(?:{_COMMAND}|{_JOINED})(?:(?:execute|run|eval|evaluate|invoke) (?:\w+ ){{0,4}}?(?:code|command|script"
    r"|query|sql|shell|terminal)s?|(?:execute|invoke|call) (?:the |a |your )?(?:tool|function)s?)\b",
    r"\bos\.system\b|\bsubprocess\b|\brm -rf\b|\bdrop table\b|\bunion (?:all )?select\b"
    r"|\bselect \* from\b|\b__import__\b|\bsudo \w"
    r"|\bimport os\b|\b(?:cat|type) /etc/|;\s?--|' or '?1'?\s?=\s?'?1|\beval\(|\bexec\(|\bcurl -"
    r"|\bxp_cmdshell|\binsert into \w+ values",
    r"\b(?:regardless of|outside|beyond|across|ignoring) (?:the |your |this )?(?:scope|permissions?"
    r"|access (?:rights|control)|privacy)\b(?! of )",
    r"\bexfiltrate\b",
)
DICTATED = (
    rf"(?:{_COMMAND}|{_JOINED})(?:say|write|print|output|respond|reply|answer|echo|state|type"
    rf"|return)(?: only| just| exactly| back"
    r"| with| simply| nothing but| the (?:words?|phrase|text|string|sentence"
    r"| following))*\s?[:,]?\s?[\"'“‘«][^\"'”’»]{2,}",
    rf"(?:{_CLAUSE}|\b(?:please|kindly|you (?:must|should|will|shall|have to|need to|are to))\s+){_POLITE}"
    r"(?:say|write|claim|insist|print|output|pretend|lie) that\b",
    rf"(?:{_COMMAND}|{_JOINED})(?:write|print|output|pretend|lie|invent|fabricate|make up) that\b",
    rf"(?:{_COMMAND}|{_JOINED}|\bto\s+)(?:begin|start|end|finish|prefix|conclude) (?:\w+ ){{0,2}}(?:answers?"
    rf"|responses?|reply|replies|output|every"
    r"|message) (?:with|by)\b",
    r"\b(?:cite|attribute|credit) (?:only |also |always |it to |this to )*(?:\[|source \d|note \d"
    r"|number \d|\d)",
    r"\bmark (?:\w+ ){0,4}?as (?:verified|checked|supported|confirmed fact)\b|\b(?:skip|bypass"
    r"|ignore|without|no) (?:the )?"
    r"(?:verification(?! of)|fact[- ]check\w*|citations? check)",
    rf"(?:{_COMMAND}|{_JOINED})(?:invent|fabricate|make up|forge|fake) (?:\w+ ){{0,4}}?(?:sources?"
    rf"|citations?|diagnos\w+|notes?|quotes?"
    r"|facts?|records?|results?|findings?|dose)\b",
    rf"\bpwned\b|(?:{_COMMAND}|{_JOINED})(?:respond|reply|answer|print|output|write|say"
    rf"|repeat)\b[^.?!]{{0,40}}"
    r"\b(?:hacked|i hate (?:all )?humans|(?:word|letter|phrase|sentence|text|poem|company)s?\b[^.?!]{0,30}"
    r"\b(?:\d{2,} times|forever))\b",
    rf"{_COMMAND}(?:always|never|only) (?:answer|respond|reply|say|refuse|comply|agree)\b",
    r"\bhate (?:all )?humans\b|\bkill (?:all )?humans\b",
)
UNSURE = (
    rf"(?:{_COMMAND}|{_JOINED}|\bto\s+){_FORGET} (?:\w+ ){{0,4}}?(?:{_EARLIER} (?:\w+ ){{0,2}}?)"
    rf"(?:{_ORDERS}|{_LIMITS})\b",
    rf"\bto {_FORGET} {_OBJECT}",
    r"\b(?:show|print|repeat|tell|give|list|read|quote|what (?:is|are|was|were))\b[^.?!]{0,40}?"
    r"\byour (?:\w+ )?(?:instructions|rules|guidelines|directives|programming|configuration)\b",
    r"\b(?:print|repeat|quote|recite) (?:\w+ ){0,4}?(?:verbatim|word for word|back to me)\b",
    r"\byour (?:real|true|actual|new|only|main|primary) (?:task|instructions?|purpose|role|objective"
    r"|mission)\b",
    rf"(?:{_COMMAND}|{_JOINED})(?:run|call) (?:the |this |that )?(?:following|program|function|tool)\b",
)
"""What may be said to the program or about a person: nothing is refused, and no model reads it."""
ABOUT_SOMEBODY = (
    r"(?:^|[.?!;:,]\s*|\b(?:and|or|but)\s+)(?:(?:when|why|how(?: \w+)?|where|who|what|which(?: \w+){1,3}"
    r"|since when)"
    r"\s+)?(?:(?:did|does|was|were|has|had)\s+(?!you\b|your\b)\w|(?:do|have|is|are|can|could|should|would"
    r"|will|may)\s+"
    r"(?:she|he|they|we|it|i|there|any|anyone|someone|his|her|their|our)\b|is (?:the|this|that)\b)[^.?!;:]*"
)
"""A question about somebody by its form: what follows in it is not said to the program."""
REPORTED = (
    r"\b(?:(?:she|he|they|him|her|them|patient|client|mother|father|wife|husband|son|daughter|voices?|to)"
    r" (?:say|tell|hear|write|think|feel|believe)|says|said|saying|tells|told|telling|hears|heard|hearing"
    r"|wrote"
    r"|written|feels|felt|thinks|thought|believes|exercise|song)[\s:,]*"
    r"(?:[\"“][^\"“”]*[\"”]|(?<=\s)['‘][^'‘’]*['’])"
)
