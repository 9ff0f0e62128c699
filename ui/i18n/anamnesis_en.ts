<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>AddendumDialog</name>
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
    <name>AlertButton</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AnswerView</name>
    <message numerus="yes">
        <source>Copies the answer; the clipboard is cleared after %n second(s)</source>
        <translation>
            <numerusform>Copies the answer; the clipboard is cleared after %n second</numerusform>
            <numerusform>Copies the answer; the clipboard is cleared after %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AppointmentDelegate</name>
    <message numerus="yes">
        <source>%n appointment(s)</source>
        <translation>
            <numerusform>%n appointment</numerusform>
            <numerusform>%n appointments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ArchiveWords</name>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n client</numerusform>
            <numerusform>%n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s)</source>
        <translation>
            <numerusform>%n session</numerusform>
            <numerusform>%n sessions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attachment(s)</source>
        <translation>
            <numerusform>%n attachment</numerusform>
            <numerusform>%n attachments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n appointment(s), letter(s) and the like</source>
        <translation>
            <numerusform>%n appointment, letter or the like</numerusform>
            <numerusform>%n appointments, letters and the like</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s)</source>
        <translation>
            <numerusform>%n conversation</numerusform>
            <numerusform>%n conversations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) of the practice</source>
        <translation>
            <numerusform>%n text of the practice</numerusform>
            <numerusform>%n texts of the practice</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n log entry(s)</source>
        <translation>
            <numerusform>%n log entry</numerusform>
            <numerusform>%n log entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chart(s) left out:</source>
        <translation>
            <numerusform>%n chart left out:</numerusform>
            <numerusform>%n charts left out:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttachmentWords</name>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) are pictures: their words cannot be found.</source>
        <translation>
            <numerusform>%n page is a picture: its words cannot be found.</numerusform>
            <numerusform>%n pages are pictures: their words cannot be found.</numerusform>
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
    <name>BackupWords</name>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n backup(s) made; {size} written that were not there yet</source>
        <translation>
            <numerusform>%n backup made; {size} of it new</numerusform>
            <numerusform>%n backups made; {size} of them new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BookingDialog</name>
    <message numerus="yes">
        <source>Overlaps %n other appointment(s)</source>
        <translation>
            <numerusform>Overlaps %n other appointment</numerusform>
            <numerusform>Overlaps %n other appointments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more.</source>
        <translation>
            <numerusform>and %n more.</numerusform>
            <numerusform>and %n more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BookingForm</name>
    <message numerus="yes">
        <source>The note is too long: %n character(s) at most.</source>
        <translation>
            <numerusform>The note is too long: %n character at most.</numerusform>
            <numerusform>The note is too long: %n characters at most.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CalendarExportDialog</name>
    <message numerus="yes">
        <source>The next %n day(s)</source>
        <translation>
            <numerusform>The next day</numerusform>
            <numerusform>The next %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n appointment(s) in {file}.</source>
        <translation>
            <numerusform>%n appointment in {file}.</numerusform>
            <numerusform>%n appointments in {file}.</numerusform>
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
    <name>CoverageText</name>
    <message numerus="yes">
        <source>%n changed outside Anamnesis, left out</source>
        <translation>
            <numerusform>%n changed outside Anamnesis, left out</numerusform>
            <numerusform>%n changed outside Anamnesis, left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Searched %n session(s)</source>
        <translation>
            <numerusform>Searched %n session</numerusform>
            <numerusform>Searched %n sessions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not searched (scan, or not indexed yet)</source>
        <translation>
            <numerusform>%n not searched (scan, or not indexed yet)</numerusform>
            <numerusform>%n not searched (scan, or not indexed yet)</numerusform>
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
    <name>DamagedEntries</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and 1 more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DaysLeftText</name>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DueBar</name>
    <message numerus="yes">
        <source>%n deleted chart(s) are due to be erased</source>
        <translation>
            <numerusform>%n deleted chart is due to be erased</numerusform>
            <numerusform>%n deleted charts are due to be erased</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Erase %n chart(s) for good?</source>
        <translation>
            <numerusform>Erase %n chart for good?</numerusform>
            <numerusform>Erase %n charts for good?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>With them %n chart(s) that were merged into one of them: {names}.</source>
        <translation>
            <numerusform>With them %n chart that was merged into one of them: {names}.</numerusform>
            <numerusform>With them %n charts that were merged into one of them: {names}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DuplicateBar</name>
    <message numerus="yes">
        <source>There may be %n chart(s) of this person already</source>
        <translation>
            <numerusform>There may be %n chart of this person already</numerusform>
            <numerusform>There may be %n charts of this person already</numerusform>
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
        <source>Destroyed with it: %n chart(s) that were merged into this one: {names}</source>
        <translation>
            <numerusform>Destroyed with it: %n chart that was merged into this one: {names}</numerusform>
            <numerusform>Destroyed with it: %n charts that were merged into this one: {names}</numerusform>
        </translation>
    </message>
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
    <message numerus="yes">
        <source>With it %n chart(s) that were merged into it: {names}</source>
        <translation>
            <numerusform>With it %n chart that was merged into it: {names}</numerusform>
            <numerusform>With it %n charts that were merged into it: {names}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>%n session(s)</source>
        <translation>
            <numerusform>%n session</numerusform>
            <numerusform>%n sessions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n addendum(s)</source>
        <translation>
            <numerusform>%n addendum</numerusform>
            <numerusform>%n addenda</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindFilters</name>
    <message numerus="yes">
        <source>Last %n day(s)</source>
        <translation>
            <numerusform>Last day</numerusform>
            <numerusform>Last %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindWords</name>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <translation>
            <numerusform>%n passage</numerusform>
            <numerusform>%n passages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of %n client(s)</source>
        <comment>found</comment>
        <translation>
            <numerusform>of %n client</numerusform>
            <numerusform>of %n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The nearest %n passage(s)</source>
        <translation>
            <numerusform>The nearest passage</numerusform>
            <numerusform>The nearest %n passages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>also on {days} and %n more day(s)</source>
        <translation>
            <numerusform>also on {days} and %n more day</numerusform>
            <numerusform>also on {days} and %n more days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not indexed yet (not searched)</source>
        <translation>
            <numerusform>%n not indexed yet (not searched)</numerusform>
            <numerusform>%n not indexed yet (not searched)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed outside Anamnesis, left out</source>
        <translation>
            <numerusform>%n changed outside Anamnesis, left out</numerusform>
            <numerusform>%n changed outside Anamnesis, left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>searched %n passage(s) of records and attachments</source>
        <translation>
            <numerusform>searched %n passage of records and attachments</numerusform>
            <numerusform>searched %n passages of records and attachments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>searched %n session(s)</source>
        <translation>
            <numerusform>searched %n session</numerusform>
            <numerusform>searched %n sessions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of %n client(s)</source>
        <comment>searched</comment>
        <translation>
            <numerusform>of %n client</numerusform>
            <numerusform>of %n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be read</source>
        <translation>
            <numerusform>%n could not be read</numerusform>
            <numerusform>%n could not be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HealthWords</name>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) need attention</source>
        <translation>
            <numerusform>%n thing needs attention</numerusform>
            <numerusform>%n things need attention</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryController</name>
    <message numerus="yes">
        <source>%n question(s) and their answers are deleted for good.</source>
        <translation>
            <numerusform>%n question and its answer are deleted for good.</numerusform>
            <numerusform>%n questions and their answers are deleted for good.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message numerus="yes">
        <source>{moment}, %n question(s)</source>
        <translation>
            <numerusform>{moment}, %n question</numerusform>
            <numerusform>{moment}, %n questions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message numerus="yes">
        <source>%n answer(s) found</source>
        <translation>
            <numerusform>%n answer found</numerusform>
            <numerusform>%n answers found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message numerus="yes">
        <source>%n client(s),</source>
        <translation>
            <numerusform>%n client,</numerusform>
            <numerusform>%n clients,</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them new;</source>
        <translation>
            <numerusform>%n of them new;</numerusform>
            <numerusform>%n of them new;</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s),</source>
        <translation>
            <numerusform>%n session,</numerusform>
            <numerusform>%n sessions,</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n there already;</source>
        <translation>
            <numerusform>%n there already;</numerusform>
            <numerusform>%n there already;</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) refused.</source>
        <translation>
            <numerusform>%n line refused.</numerusform>
            <numerusform>%n lines refused.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new client(s) may have a chart here already.</source>
        <translation>
            <numerusform>%n new client may have a chart here already.</numerusform>
            <numerusform>%n new clients may have a chart here already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) added.</source>
        <translation>
            <numerusform>%n client added.</numerusform>
            <numerusform>%n clients added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) added.</source>
        <translation>
            <numerusform>%n session added.</numerusform>
            <numerusform>%n sessions added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) were there already.</source>
        <translation>
            <numerusform>%n session was there already.</numerusform>
            <numerusform>%n sessions were there already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) moved to the trash.</source>
        <translation>
            <numerusform>%n client moved to the trash.</numerusform>
            <numerusform>%n clients moved to the trash.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) taken back.</source>
        <translation>
            <numerusform>%n session taken back.</numerusform>
            <numerusform>%n sessions taken back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IndexWords</name>
    <message numerus="yes">
        <source>All %n note(s) and record(s) are indexed</source>
        <translation>
            <numerusform>The only note or record is indexed</numerusform>
            <numerusform>All %n notes and records are indexed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <comment>indexed</comment>
        <translation>
            <numerusform>%n passage</numerusform>
            <numerusform>%n passages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) or record(s) were missing or outdated in the index and were corrected</source>
        <translation>
            <numerusform>%n note or record was missing or outdated in the index and was corrected</numerusform>
            <numerusform>%n notes or records were missing or outdated in the index and were corrected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n a minute</source>
        <comment>notes</comment>
        <translation>
            <numerusform>%n a minute</numerusform>
            <numerusform>%n a minute</numerusform>
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
        <source>%n record(s) were changed outside Anamnesis</source>
        <translation>
            <numerusform>%n record was changed outside Anamnesis</numerusform>
            <numerusform>%n records were changed outside Anamnesis</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LetterForm</name>
    <message numerus="yes">
        <source>%n place(s) still empty</source>
        <translation>
            <numerusform>%n place still empty</numerusform>
            <numerusform>%n places still empty</numerusform>
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
    <message numerus="yes">
        <source>The policy of this computer allows %n minute(s) at most.</source>
        <translation>
            <numerusform>The policy of this computer allows %n minute at most.</numerusform>
            <numerusform>The policy of this computer allows %n minutes at most.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogView</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message numerus="yes">
        <source>%n session(s) copied.</source>
        <translation>
            <numerusform>%n session copied.</numerusform>
            <numerusform>%n sessions copied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attachment(s), appointment(s) and letter(s) copied.</source>
        <translation>
            <numerusform>%n attachment, appointment or letter copied.</numerusform>
            <numerusform>%n attachments, appointments and letters copied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoticeText</name>
    <message numerus="yes">
        <source>%n note(s) or file(s) could not be searched yet; the answer may be there.</source>
        <translation>
            <numerusform>%n note or file could not be searched yet; the answer may be there.</numerusform>
            <numerusform>%n notes or files could not be searched yet; the answer may be there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mentioned in the notes of {names}; perhaps of %n other client(s), too</source>
        <translation>
            <numerusform>Mentioned in the notes of {names}; perhaps of %n other client, too</numerusform>
            <numerusform>Mentioned in the notes of {names}; perhaps of %n other clients, too</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) did not fit into what the model can read.</source>
        <translation>
            <numerusform>%n passage did not fit into what the model can read.</numerusform>
            <numerusform>%n passages did not fit into what the model can read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message numerus="yes">
        <source>%n file(s) added</source>
        <translation>
            <numerusform>%n file added</numerusform>
            <numerusform>%n files added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were not added</source>
        <translation>
            <numerusform>%n file was not added</numerusform>
            <numerusform>%n files were not added</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OverlapText</name>
    <message numerus="yes">
        <source>Overlaps %n other(s)</source>
        <translation>
            <numerusform>Overlaps another</numerusform>
            <numerusform>Overlaps %n others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PanelMaker</name>
    <message numerus="yes">
        <source>%n time(s)</source>
        <comment>measured</comment>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failure(s)</source>
        <comment>in the last weeks</comment>
        <translation>
            <numerusform>%n failure</numerusform>
            <numerusform>%n failures</numerusform>
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
    <name>PrintPreview</name>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
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
    <name>ResultWords</name>
    <message numerus="yes">
        <source>%n part(s) read, {size}; each is as it was written.</source>
        <translation>
            <numerusform>%n part read, {size}; each is as it was written.</numerusform>
            <numerusform>%n parts read, {size}; each is as it was written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) of it cannot be restored.</source>
        <translation>
            <numerusform>%n record of it cannot be restored.</numerusform>
            <numerusform>%n records of it cannot be restored.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) were damaged in the backup and are missing.</source>
        <translation>
            <numerusform>%n record was damaged in the backup and is missing.</numerusform>
            <numerusform>%n records were damaged in the backup and are missing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n encrypted value(s) opened.</source>
        <translation>
            <numerusform>%n encrypted value opened.</numerusform>
            <numerusform>%n encrypted values opened.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n encrypted value(s) do not open.</source>
        <translation>
            <numerusform>%n encrypted value does not open.</numerusform>
            <numerusform>%n encrypted values do not open.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScheduleHeader</name>
    <message numerus="yes">
        <source>%n appointment(s)</source>
        <translation>
            <numerusform>%n appointment</numerusform>
            <numerusform>%n appointments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SchedulePage</name>
    <message numerus="yes">
        <source>%n appointment(s) cannot be read</source>
        <translation>
            <numerusform>%n appointment cannot be read</numerusform>
            <numerusform>%n appointments cannot be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingValues</name>
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
        <source>%n model(s) besides the starter models</source>
        <translation>
            <numerusform>%n model besides the starter models</numerusform>
            <numerusform>%n models besides the starter models</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s)</source>
        <translation>
            <numerusform>%n key</numerusform>
            <numerusform>%n keys</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signing</name>
    <message numerus="yes">
        <source>%n place(s) of a template are not filled in:</source>
        <translation>
            <numerusform>%n place of a template is not filled in:</numerusform>
            <numerusform>%n places of a template are not filled in:</numerusform>
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
        <source>%n passage(s) found</source>
        <translation>
            <numerusform>%n passage found</numerusform>
            <numerusform>%n passages found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n quote(s)</source>
        <translation>
            <numerusform>%n quote</numerusform>
            <numerusform>%n quotes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more passage(s)</source>
        <translation>
            <numerusform>%n more passage</numerusform>
            <numerusform>%n more passages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>Show %n more</numerusform>
            <numerusform>Show %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n</source>
        <translation>
            <numerusform>Show %n</numerusform>
            <numerusform>Show %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%n deleted chart(s) erased for good</source>
        <translation>
            <numerusform>%n deleted chart erased for good</numerusform>
            <numerusform>%n deleted charts erased for good</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted chart(s) not erased: check the clock</source>
        <translation>
            <numerusform>%n deleted chart not erased: check the clock</numerusform>
            <numerusform>%n deleted charts not erased: check the clock</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s) not saved</source>
        <translation>
            <numerusform>%n draft not saved</numerusform>
            <numerusform>%n drafts not saved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StripHead</name>
    <message numerus="yes">
        <source>%n attachment(s)</source>
        <translation>
            <numerusform>%n attachment</numerusform>
            <numerusform>%n attachments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted</source>
        <translation>
            <numerusform>%n deleted</numerusform>
            <numerusform>%n deleted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimelineDelegate</name>
    <message numerus="yes">
        <source>%n entry(s)</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrashDialog</name>
    <message numerus="yes">
        <source>Charts that you delete can be brought back from here for %n day(s).</source>
        <translation>
            <numerusform>Charts that you delete can be brought back from here for %n day.</numerusform>
            <numerusform>Charts that you delete can be brought back from here for %n days.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UpgradeBar</name>
    <message numerus="yes">
        <source>After the upgrade, %n value(s) did not open</source>
        <translation>
            <numerusform>After the upgrade, %n value did not open</numerusform>
            <numerusform>After the upgrade, %n values did not open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) were copied. Everything else is there.</source>
        <translation>
            <numerusform>%n record was copied. Everything else is there.</numerusform>
            <numerusform>%n records were copied. Everything else is there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) were copied. Not every one was opened yet.</source>
        <translation>
            <numerusform>%n record was copied. It was not opened yet.</numerusform>
            <numerusform>%n records were copied. Not every one was opened yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) were copied, and every one opens.</source>
        <translation>
            <numerusform>%n record was copied, and it opens.</numerusform>
            <numerusform>%n records were copied, and every one opens.</numerusform>
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
