<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>AnswerView</name>
    <message numerus="yes">
        <source>%n passage(s) did not fit into what the model can read.</source>
        <translation>
            <numerusform>%n passage did not fit into what the model can read.</numerusform>
            <numerusform>%n passages did not fit into what the model can read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClientListView</name>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n client</numerusform>
            <numerusform>%n clients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConversationListModel</name>
    <message numerus="yes">
        <source>{moment}, %n question(s)</source>
        <translation>
            <numerusform>{moment}, %n question</numerusform>
            <numerusform>{moment}, %n questions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CoverageText</name>
    <message numerus="yes">
        <source>Searched %n session(s)</source>
        <translation>
            <numerusform>Searched %n session</numerusform>
            <numerusform>Searched %n sessions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not yet indexed</source>
        <translation>
            <numerusform>%n not yet indexed</numerusform>
            <numerusform>%n not yet indexed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message numerus="yes">
        <source>%n more fault(s) since; see the log.</source>
        <translation>
            <numerusform>%n more fault since; see the log.</numerusform>
            <numerusform>%n more faults since; see the log.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuestionBox</name>
    <message numerus="yes">
        <source>%n character(s) too many</source>
        <translation>
            <numerusform>%n character too many</numerusform>
            <numerusform>%n characters too many</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SoapField</name>
    <message numerus="yes">
        <source>%n character(s) left</source>
        <translation>
            <numerusform>%n character left</numerusform>
            <numerusform>%n characters left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) too many</source>
        <translation>
            <numerusform>%n character too many</numerusform>
            <numerusform>%n characters too many</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourcePane</name>
    <message numerus="yes">
        <source>Evidence: %n passage(s) found</source>
        <translation>
            <numerusform>Evidence: %n passage found</numerusform>
            <numerusform>Evidence: %n passages found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) found</source>
        <translation>
            <numerusform>%n passage found</numerusform>
            <numerusform>%n passages found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%n draft(s) not saved</source>
        <translation>
            <numerusform>%n draft not saved</numerusform>
            <numerusform>%n drafts not saved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WithheldView</name>
    <message numerus="yes">
        <source>%n sentence(s) withheld</source>
        <translation>
            <numerusform>%n sentence withheld</numerusform>
            <numerusform>%n sentences withheld</numerusform>
        </translation>
    </message>
</context>
</TS>
