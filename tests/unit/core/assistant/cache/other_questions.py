"""Questions that differ by little and ask something else: of each line every two are two questions.

`{a|b|c}` stands for one line with each of them. Written for the ways in which rewriting could go wrong, and
for those in which a vector does.
"""

from __future__ import annotations

import re
from itertools import combinations, product

_LINES = """
# sides
Pain in the {left|right|other|same} knee?
What is the result of the {left|right} hip X-ray?
Is the {upper|lower} {left|right} lobe clear?
# numbers and units
Does she take {5 mg|10 mg|50 mg|5 mcg|.5 mg|0.5 g|5 ml|-5 mg|five|5} daily?
Is the T-score {-2.5|2.5|-25|25|-2.4}?
Is the HbA1c {> 7|< 7|= 7|>= 7|7|~7} now?
How was the {L4|L5|L4-5|L5-S1} disc?
Platelets {10⁹|10⁸|109}?
Is it {1:10|1:100|1.10|110}?
What is the {PHQ-9|PHQ-2|GAD-7|PCL-5} score?
Is she {HER2|HER2+|HER2-} now?
Is his blood group {O|O-|O+|A|A-|AB|B}?
Was the INR {2.5|25|2,5|2-5}?
Is she {Rh|Rh -|Rh +} now?
Is she {Rh|Rh -}?
Is the T-score {T-5|T5|T -5}?
Does he take {3-5 mg|3 5 mg|35 mg} daily?
What is {5'|5"|5} in the note on height?
Does she take it {once|twice|three times|four times} a day?
Is the dose {0.5|.5|5|50|05} mg?
Is it given in {½|1½|1} tablets?
# units of time
Was it {3 days|3 weeks|3 months|3 years|3 hours} ago?
What happened in {2021|2022|May|May 2021|June 2021}?
What happened on {3 April 2024|4 April 2024|3 May 2024|3 April 2023|April 2024}?
What happened on {03/04/2024|04/03/2024|3.4.2024|4.3.2024}?
What happened on {2024-04-03|2024-03-04|2023-04-03}?
What happened {before|after|since|until|during|on} 3 April 2024?
What did she report {today|yesterday|last week|last month|this month|next week}?
# denial
{Is|Isn't} there chest pain on exertion?
Does he {report|deny|not report|not deny|no longer report|still report} chest pain?
Does she {take|not take|no longer take|still take|never take|ever take|only take} aspirin?
Did she stop {|not|nothing but} smoking?
Why {did|didn't} she take it?
Is there {pain|no pain|more pain|less pain|any more pain|some pain|other pain}?
{Can|Can't|Could|Should|Shouldn't|Must|May} she take ibuprofen?
Who {denies|reports|does not deny|does not report} cough?
Is she {with|without} a rash?
Is she {allergic|not allergic|no longer allergic} to penicillin?
# tense and aspect
{Does|Did|Will|Would|Should|Can|Must} she take aspirin?
{Is|Was|Will|Has} she {taking|taken} aspirin?
Is she {taking|starting|stopping|increasing|reducing|refusing} sertraline?
What {is|was|will be|should be|would be|had been} the dose of ibuprofen?
What {is|was} her weight?
What {is|was} her latest blood pressure?
When {is|was|will be} her next visit?
{What is the dose of aspirin|What was the dose of aspirin|What is the next dose of aspirin}?
# question words
{When|Why|How|Where|How often|How long ago|With whom} did she stop smoking?
{What|Which|How much|How many|When|Who} was it?
{How many|How much} tablets does she take?
{When is|What is|Where is|Why is|How is|Who is} her dose?
{Who|What|When|Why} hit her?
{What is|How high is|How low is|When is|Why is} her blood pressure?
{What is|When was|Where was|Why was|Who took} the blood pressure reading?
{How old is she|How old was she|How old will she be}?
# persons and their roles
When did {he hit her|she hit him|they hit her|she hit her|he hit him}?
What did {he say about her pain|she say about his pain|she say about her pain|he say about his pain}?
Did {the patient tell her mother|her mother tell the patient|the patient's mother tell her}?
What did {you|they|we|I|he|she} give him for pain?
What did you give {him|her|them|me|us} for pain?
What is {her|his|their|my|your|our|the patient's|the doctor's} weight?
What is {her mother's|her father's|her sister's|her brother's|her grandmother's|her} blood pressure?
Does {her mother|her father|she|he|her mother-in-law|her stepmother} smoke?
Is it the {patient's|patients'} dose?
What is the weight of {her|her baby|the baby|her mother}?
Was it Dr {Cohen|Levi|Kohen|Cohn} who said so?
Did {Anna|Hanna|Hannah} call {Ben|Dan}?
Did {Dana refer Noa to Ron|Noa refer Dana to Ron|Ron refer Noa to Dana|Dana refer Ron to Noa}?
# the same words in another order
{Aspirin before ibuprofen|Ibuprofen before aspirin}?
Did {anxiety cause insomnia|insomnia cause anxiety}?
Is {pain worse than nausea|nausea worse than pain}?
Did she {stop aspirin and start warfarin|start aspirin and stop warfarin|stop warfarin and start aspirin}?
Is {potassium higher than sodium|sodium higher than potassium}?
Was {surgery before radiation|radiation before surgery}?
{What is the first date of treatment|What is the date of first treatment}?
{What is the latest result of the MRI|What is the result of the latest MRI}?
{What is the first dose of vaccine|What is the dose of first vaccine|What is the vaccine dose}?
{What is the last level of potassium|What is the level of last potassium}?
{What is the right dose of insulin|What is the dose of right insulin}?
{What is the dose of aspirin and warfarin|What is aspirin and the dose of warfarin|Aspirin and warfarin dose}?
{What is the dose of aspirin or warfarin|What is the aspirin dose or warfarin}?
{Did the dose of aspirin change|Did the aspirin change the dose|Did the dose change the aspirin}?
{Is the level of pain high|Is pain high level}?
{Is only the dose of aspirin high|Is the dose of only aspirin high}?
{What is the frequency of dose of aspirin|What is the dose of frequency of aspirin}?
{What is her date of mother's surgery|What is her mother's date of surgery}?
# single letters and short words
Is hemoglobin {A|A2|C|S|F|A1c|} low?
Did he have hepatitis {A|B|C|D|E|} vaccine?
{Group A|Group B|Group C|Group} strep?
Type {I|II|III|} diabetes and its care?
Is it vitamin {A|B|B12|C|D|D3|E|K}?
Did he get {IT|it|IV|IM|SC} chemo?
Is it in {US|us|} units?
Does she have {AIDS|aids|aid}?
Does he have {ALL|all|AML|CLL|CML}?
Was it a {PET|pet} scan?
Is it {MS|ms|MG|mg} that she has?
What is the {Mg|mg} level?
Did {WHO|who} recommend it?
Is there {PID|PUD|PE|PCOS|PTSD}?
What did {Will|will} say?
Was the {May|may} dose higher?
Did {Rose|rose} fever worsen?
Is it {ER|PR} positive?
Is the {CA|Ca} 125 high?
Is she {HbS|HBs|HbC|HBc|HbE|HBe} positive?
{HbS|HBs|PsA|PSA|PaO2|PAO2|Pao2} result?
Does he have {PsA|PSA|psa level}?
What is the {PaO2|PAO2} at rest?
What is the {eGFR|EGFR} result?
Is it {5 mM|5 mm|5 Mm|5 M|5 m|5 G|5 g} now?
What does {HBA2|HbA2} mean here?
# what has another meaning without the article
Did {the rest|rest} help?
Should she take {the rest|rest}?
Is she {with the child|with child}?
Is he {the patient|patient}?
Is {the patient|patient} one?
Does the pain get worse {by the day|by day}?
How was her mood {the last week|last week}?
Did {the little|little} sleep help?
Did {the few|few} exercises help?
Does she get {the high|high}?
Was he given {the leave|leave}?
Is she {the help|help}?
Does he see {the light|light}?
Is it worse in {the heat|heat}?
Was she in {the labour|labour}?
Is she at {the school|school}?
Is he off {the work|work}?
{What is the dose of the pill|What is the dose of pill}?
# drugs and things alike
Is she on {sertraline|citalopram|escitalopram|fluoxetine|Zoloft|an SSRI}?
Is he on {hydralazine|hydroxyzine|hydroxychloroquine|hydrochlorothiazide}?
Is she on {ibuprofen|Advil|Nurofen|an NSAID|naproxen}?
Is she on {prednisone|prednisolone|methylprednisolone}?
Is he on {metoprolol tartrate|metoprolol succinate|metoprolol}?
Does she take {insulin glargine|insulin lispro|insulin}?
Does he take {losartan|valsartan|losartan HCTZ}?
Is it {Tylenol|Tylenol 3|Tylenol with codeine|codeine}?
What is the {LDL|HDL|total cholesterol|cholesterol|triglycerides} level?
What is the {creatinine|creatine kinase|GFR|eGFR|kidney function} result?
What is the {AST|ALT|ALP|GGT} value?
What is the {T3|T4|free T4|TSH} level?
What is the {sodium|potassium|calcium|magnesium} level?
What is the {glucose|fasting glucose|random glucose|urine glucose} level?
What is the {systolic|diastolic|mean|} blood pressure?
What is the {sitting|standing|lying} blood pressure?
Is there {hypertension|hypotension|high blood pressure|intracranial hypertension}?
Is there {hyperthyroidism|hypothyroidism}?
Is there {hyperkalemia|hypokalemia|hypernatremia|hyponatremia}?
Is there {diabetes|diabetes mellitus|diabetes insipidus|type 1 diabetes|type 2 diabetes|gestational diabetes}?
Is there {heart failure|heart attack|kidney failure|liver failure|congestive heart failure}?
Is there {a stroke|a heat stroke|a TIA|a mini stroke}?
What did the {MRI|CT|X-ray|ultrasound|PET-CT|echo} of the head show?
What did the MRI of the {head|neck|chest|lumbar spine|thoracic spine} show?
Did she have {an appendectomy|appendicitis|an appendix abscess}?
Is she on {the pill|a pill|pill|pills}?
Does she have {the runs|runs}?
Does she live {at the home|at home|in a home}?
Is it the {same|other|first|second|last|only} dose?
# kinds of what is asked for
What is the {dose|date|result|level|reading|duration|frequency|severity|cause|name|price|color} of it?
What is the ibuprofen {dose|date|level|allergy|duration}?
What are the {side effects|effects|benefits|interactions} of sertraline?
What is the {result|date|cost|place|indication} of the biopsy?
What are her {allergies|medications|diagnoses|symptoms|results|blood pressure readings}?
What is her {diagnosis|prognosis|allergy|medication|age|height|weight|BMI}?
What is the {maximum|minimum|usual|starting|daily|total|highest|lowest|latest|first|} dose of ibuprofen?
What is the {latest|first|highest|lowest|next|previous|average|} blood pressure?
What is the {date of birth|date of death|date of admission|date of discharge}?
What is the dose of ibuprofen {for the knee|for headache|for fever|in children|}?
What is the dose of {aspirin|aspirin in March|aspirin before surgery|aspirin after surgery}?
{What is the reading|What are the readings}?
{What is the result|What are the results}?
What is her latest {visit|visits}?
# what is asked, what is shown, whether it is
{What is her blood pressure|Is her blood pressure high|Why is her blood pressure high}?
{What is her blood pressure|Was her blood pressure taken}?
{What is her diagnosis|What is her diagnosis based on|Who made her diagnosis}?
{Tell me about her weight|Tell me her weight|Tell me why her weight fell}.
{Weight over 90 kg|Weight under 90 kg|Weight}?
{Dose given|What is the dose given|Dose}?
{Give me the dose|Give her the dose|Did they give me the dose}.
{Show me up to five|Up to five|Show me five}?
{Please|Show me|Tell me}
{Can you tell me what she takes|Can you tell her what to take}?
{Do you know her weight|Does he know her weight|Does she know her weight}?
{I need her medications|Does she need her medications|Why does she need medications}?
{What is pain like|What is pain|Where is pain}?
{Has she a history of asthma|Has her mother a history of asthma|Has she a family history of asthma}?
{Is there evidence of cancer|Is there no evidence of cancer|Is there evidence against cancer}?
{Does she have any allergies|Does she have any other allergies|Does she have any more allergies}?
{Does she have any allergies|Does she have many allergies}?
{Does she have a fever|Does she have a few fevers|Does she have the fever chart}?
{Does she have a temperature|What is her temperature}?
# how sure, how often, how much
Is she {always|often|sometimes|rarely|never|usually} tired?
Is there {mild|moderate|severe|acute|chronic} pain?
Is it {possibly|probably|certainly|not} cancer?
Is the pain {better|worse|the same|gone|new}?
Is the tumor {benign|malignant|metastatic}?
Is the test {positive|negative|pending|inconclusive}?
Did it {increase|decrease|rise|fall|normalize}?
Is she {a smoker|a non-smoker|an ex-smoker|a former smoker|a heavy smoker}?
Does she drink {little|a little|a lot|less|more}?
Are {few|a few|many|most|all|some|both|no} doses missed?
Was it {started|stopped|restarted|increased|reduced|changed|refused|declined|prescribed|taken}?
Did she {take|be given|get prescribed|refuse|skip} the dose?
Has he been {admitted|discharged|readmitted|transferred|seen}?
# stops and signs
Is there pain{, no swelling|. No swelling| no swelling}?
{Not stopped, increased|Not stopped increased}?
{No, aspirin was taken|No aspirin was taken}?
{The mother, said the patient, smokes|The mother said the patient smokes}?
Is it {mg/kg|mg kg} as a dose?
Did they {resign|re-sign} the consent?
{Normal BP|What is normal BP|What is her BP}?
{High potassium level|What is the high potassium level|What is the potassium level}?
{Missed dose|What is the missed dose|What is the dose}?
{Negative result|What is the negative result|What is the result}?
{Did she have DM 2 years ago|Did she have type 2 diabetes years ago}?
{Is there pain in the left knee|Is there no pain in the left knee|Is there knee pain}?
{Is there pain in the left knee|Is there right knee pain}?
{Is worse pain in the knee|Is pain worse in the knee|Is there pain in the morning|Is there morning pain}?
{Is there joint pain in the knee|Is there knee joint pain|Is there back pain in the leg}?
{Is there joint pain in the knee|Is there leg back pain}?
{Is there pain in the knee and swelling|Is there knee pain and no swelling}?
{In May, what did she say about surgery|What did she say about surgery in May}?
{After the fall, did she have pain|Before the fall, did she have pain|After the fall she did have pain}?
{Before surgery, was she told to stop aspirin|Was she told to stop aspirin before surgery}?
{After the visit, did she say he hit her|Did she say he hit her after the visit}?
{Since May, was he told he had diabetes|Was he told he had diabetes since May}?
{In 2021, did she deny drinking|Did she deny drinking in 2021}?
{Last year, did he recall being hit|Did he recall being hit last year}?
{In May, did she fear relapse|Did she fear relapse in May}?
{Since the fall, did she know she was ill|Did she know she was ill since the fall}?
{In May, what was planned|What was planned in May}?
{In 2020, did she need surgery|Did she need surgery in 2020}?
{In 2020, did she want surgery|Did she want surgery in 2020}?
{Check if she is well|Check if he is well|Check if she was well|Check when she was well}?
{Which patient is taking lithium|Which is the patient taking lithium|Is the patient taking lithium}?
{Is there pain in the back of the knee|Is there back pain|Is there pain in the knee}?
{Whether she is ill|Whether it is ill|Who is ill}?
{Do you know when she was seen|Do you know who was seen|Do you know if she was seen}?
# a deadline is not the last one
What is the {latest|most recent} date for surgery?
What is the {latest|most recent} dose she can take?
What is the {latest|most recent} time for the test?
Should it be Monday at {the latest|the most recent}?
Is {latest|most recent} better?
What is the {latest|most recent} dose before surgery?
# a wish is no question
{I would like a higher dose|What is a higher dose}?
{Could I have diabetes symptoms|What are diabetes symptoms}?
{I need a new diagnosis|What is a new diagnosis}?
{I need lower blood pressure|What is lower blood pressure}?
{Do you have symptoms|What are the symptoms}?
{Can I have a blood pressure reading|What is a blood pressure reading}?
# a stop divides
{No MI. Stroke|No MI stroke}?
{No DVT. PE|No DVT PE}?
{Not so. Better|Not so better}?
# frames that look alike
What {dose|dose does} ibuprofen?
{What is the matter|What is the weight}?
{What's she taking|What's she taken|What has she taken|What does she take}?
{Who's treated|Who is treating|Who has been treated}?
{She's stopped|Has she been stopped|Was she stopped}?
{Latest|Last|First|Next|Previous|Only} visit?
{Which visit was the latest|Which visit was the last but one|Which visits were the latest}?
{List her medications|List her past medications|List his medications|List her mother's medications}.
{What are her medications|What were her medications|What are her new medications}?
{Current|Past|Previous|New} medications?
{Which chart mentions it|Which note mentions it|Which client mentions it}?
{Which clients take lithium|Which clients do not take lithium|Which clients took lithium}?
{Which clients take lithium|How many clients take lithium}?
{Is there pain at rest|Is there pain at the rest home|Is there pain after rest}?
{Where does it hurt|Where did it hurt|Whom does it hurt|When does it hurt}?
{Did she ask for it|Was she asked for it|Did they ask her for it}?
{Does the doctor treat her|Does she treat the doctor|Is the doctor treated by her}?
{Is aspirin given with warfarin|Is aspirin given without warfarin|Is aspirin given instead of warfarin}?
{Should she eat before the test|Should she eat after the test|Should she not eat before the test}?
{Did the rash start after the drug|Did the drug start after the rash}?
{Was the pain after the fall|Was the fall after the pain}?
# Hebrew: denial, persons, sides, tense
כאב בברך {שמאל|ימין}?
האם היא {נוטלת|לא נוטלת|כבר לא נוטלת|עדיין נוטלת|נטלה|תיטול} אספירין?
מה אמר {לו|לה|להם|לי}?
מה {אמר|אמרה|אמרו} לה?
האם {לקח|לקחה|לקחו} כדור?
{האם מעשנת|האם האם מעשנת|האם האב מעשן|האם אמה מעשנת}?
האם {הוא|היא|הם} סובל מכאב?
{מתי|למה|איך|איפה|כמה פעמים} הפסיקה לעשן?
מה {המינון|התאריך|ההשפעה|המחיר} של איבופרופן?
מה המינון של {איבופרופן|אספירין|אקמול|נורופן}?
מה {היה|יהיה|} המינון של איבופרופן?
מה לחץ הדם {שלה|שלו|של אמה|של אביה|האחרון|הראשון|היום|אתמול|}?
מה {לחץ הדם|הדופק|המשקל|הגובה|החום} שלה?
מה רמת {הסוכר|הנתרן|האשלגן|ההמוגלובין|הסוכר בצום}?
מה {תוצאת|תוצאות} בדיקת הדם?
מה תוצאת בדיקת {הדם|השתן|הצואה|העיניים}?
מה תוצאת ה-{MRI|CT}?
האם {הוריד|וריד} נפגע?
רמת {הבנה|בנה}?
רמת {הכנסה|כנסה}?
רמת {הגנה|גנה}?
רמת {הסתגלות|סתגלות}?
רמת {התמצאות|תמצאות}?
מה תאריך {הפסקה|פסקה}?
מה תאריך {הורדה|ורדה}?
האם {יש|אין|היה|היתה} חום?
האם יש {כאב|כאבים|כאב ראש|כאב בטן}?
האם יש לו {סוכרת|סכרת נעורים|יתר לחץ דם|לחץ דם}?
{הוא פגע בה|היא פגעה בו}?
{כאב לפני הנפילה|נפילה לפני הכאב}?
מה אמר {הרופא למטופלת|המטופלת לרופא|הרופא לאמה}?
האם קיבלה {5 מ"ג|10 מ"ג|5 מק"ג|5 מ"ל}?
מה קרה ב-{3.4.2024|4.3.2024|3.4.2023}?
האם האלרגיה ל{פניצילין|אספירין}?
{מי נוטל ליתיום|מי לא נוטל ליתיום|מי נטל ליתיום|כמה נוטלים ליתיום}?
האם {קל לה|הקל עליה|קשה לה}?
האם התחילה {לפני|אחרי|מאז|עד} הניתוח?
מה המינון {המקסימלי|המינימלי|היומי|ההתחלתי|האחרון|הבא} של ליתיום?
מה {האבחנה|האבחנות|האבחנה המבדלת} שלה?
מה התרופות {שלה|שלו|החדשות|הקבועות|שהופסקו}?
{תראה לי את המשקל|תראה לה את המשקל|מי ראה את המשקל}
{תוצאה תקינה|מה תוצאת התקינה|מה התוצאה}?
{מינון נמוך|מה המינון הנמוך|מה המינון}?
{אמר לי מה המינון|מה המינון}?
{רמת סוכר נמוכה|רמת סוכר גבוהה|רמת סוכר}?
האם החליפה {מאספירין לקומדין|מקומדין לאספירין}?
"""
_CHOICE = re.compile(r"\{([^}]*)\}")


def other_questions() -> list[tuple[str, str]]:
    """Pairs of questions of which the second must not be answered as the first was."""
    found: list[tuple[str, str]] = []
    for line in _LINES.strip().splitlines():
        if not line.startswith("#"):
            found += combinations(_each(line), 2)
    return found


def _each(line: str) -> list[str]:
    parts = _CHOICE.split(line)
    choices = [part.split("|") if at % 2 else [part] for at, part in enumerate(parts)]
    return [" ".join("".join(chosen).split()) for chosen in product(*choices)]
