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
    <name>AuditFilters</name>
    <message numerus="yes">
        <source>Last %n day(s)</source>
        <translation>
            <numerusform>Last day</numerusform>
            <numerusform>Last %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AuditLogPage</name>
    <message numerus="yes">
        <source>%n entry(s)</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The newest %n entry(s); scroll for older ones</source>
        <translation>
            <numerusform>The newest entry; scroll for older ones</numerusform>
            <numerusform>The newest %n entries; scroll for older ones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) checked,</source>
        <translation>
            <numerusform>%n entry checked,</numerusform>
            <numerusform>%n entries checked,</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n signed checkpoint(s),</source>
        <translation>
            <numerusform>%n signed checkpoint,</numerusform>
            <numerusform>%n signed checkpoints,</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) after the last one.</source>
        <translation>
            <numerusform>%n entry after the last one.</numerusform>
            <numerusform>%n entries after the last one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n older entry(s) from before the chain.</source>
        <translation>
            <numerusform>%n older entry from before the chain.</numerusform>
            <numerusform>%n older entries from before the chain.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more.</source>
        <translation>
            <numerusform>and %n more.</numerusform>
            <numerusform>and %n more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) in {file}. Others can verify it without keys.</source>
        <translation>
            <numerusform>%n entry in {file}. Others can verify it without keys.</numerusform>
            <numerusform>%n entries in {file}. Others can verify it without keys.</numerusform>
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
    <name>Durations</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EraseDialog</name>
    <message numerus="yes">
        <source>%n session(s) destroyed.</source>
        <translation>
            <numerusform>%n session destroyed.</numerusform>
            <numerusform>%n sessions destroyed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) about the whole practice removed.</source>
        <translation>
            <numerusform>%n answer about the whole practice removed.</numerusform>
            <numerusform>%n answers about the whole practice removed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JournalBar</name>
    <message numerus="yes">
        <source>%n draft(s) came back that had not been stored</source>
        <translation>
            <numerusform>%n draft came back that had not been stored</numerusform>
            <numerusform>%n drafts came back that had not been stored</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unsaved draft(s) could not be read back</source>
        <translation>
            <numerusform>%n unsaved draft could not be read back</numerusform>
            <numerusform>%n unsaved drafts could not be read back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unsaved draft(s) wait for the key of their client</source>
        <translation>
            <numerusform>%n unsaved draft waits for the key of its client</numerusform>
            <numerusform>%n unsaved drafts wait for the keys of their clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unsaved draft(s) wait: there are other words on the same session</source>
        <translation>
            <numerusform>%n unsaved draft waits: there are other words on the same session</numerusform>
            <numerusform>%n unsaved drafts wait: there are other words on the same sessions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeyWords</name>
    <message numerus="yes">
        <source>%n client key(s)</source>
        <translation>
            <numerusform>%n client key</numerusform>
            <numerusform>%n client keys</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message numerus="yes">
        <source>%n record(s) are not as they were written</source>
        <translation>
            <numerusform>%n record is not as it was written</numerusform>
            <numerusform>%n records are not as they were written</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LockingPage</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message numerus="yes">
        <source>%n client(s) got new keys.</source>
        <translation>
            <numerusform>%n client got new keys.</numerusform>
            <numerusform>%n clients got new keys.</numerusform>
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
