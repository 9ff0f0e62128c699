<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="he">
<context>
    <name></name>
    <message>
        <source>The database is not answering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of this step was saved; what was saved before is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again. If it stays so, close Anamnesis and open it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database refused this step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of it was saved (SQLSTATE {sqlstate}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again. If it stays so, run “anamnesis doctor”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database is busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The step took too long and was given up; nothing of it was saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database is not running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection was lost; what was saved before is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close Anamnesis and open it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was stopped from outside; what was saved before is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PostgreSQL is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neither the database that comes with Anamnesis nor one of the system was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install Anamnesis again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database could not be created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details stand in {log}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the free space and the rights of the data directory, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database does not start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details stand in {log}. The records were left as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the computer anew and try again. If it stays so, restore a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database takes too long to start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not ready after {waited_s} seconds. It may be recovering after a power cut.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait a minute and try again. Details stand in {log}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An earlier database is still running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its processes do not end, so it was not started a second time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the computer anew and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a database already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an empty data directory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is none in {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the right data directory is open, or restore a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database is of another version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was made by PostgreSQL {found}; this Anamnesis brings {expected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the version of Anamnesis that made it. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database&apos;s own password is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {file} in the data directory cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore it from a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database&apos;s version is unclear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It carries {found} version marks instead of one, so it was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore a backup, or report it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database cannot run as the administrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PostgreSQL refuses to run as root, and no other account could be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run Anamnesis as an ordinary user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The models are not answering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The process that runs them failed or took too long. The chart works without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in a minute. “anamnesis doctor” looks for the cause.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The models are resting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They failed several times in a row and are tried again in {retry_in_s} seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with the chart meanwhile, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The models are still loading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They were not ready in time. The chart works without them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until the status bar says that they are ready, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The models are switched off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The process that runs them was stopped, as it is at every lock.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock the practice and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The models took too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was no answer within {timeout_s} seconds. The chart works without them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close programs that keep the computer busy, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The models failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The process that runs them ended; it is started anew by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The models cannot be started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The process that runs them could not be begun. The chart works without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs and try again. If it stays so, install Anamnesis again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A fault in the library that runs them stopped this request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The process that runs them answered with something unreadable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in a minute. If it stays so, install Anamnesis again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search model failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It gave back something that is no vector; nothing of it was used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the starter models again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library that runs the models does not load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It ended with {kind}. The chart and the search by words work without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model for this task. The chart works without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The form that the answer must have was refused by the language model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the sources. If it stays so, report it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language model found no way to say it in the form that an answer must have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the question in other words, or read the sources.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A length of {max_tokens} tokens cannot be asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The question and its sources are too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They take {prompt_tokens} tokens; the language model reads {limit_tokens}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask in two steps, or read the sources.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too much at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request is larger than what the models take in one piece.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask in two steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text is too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has {length} characters; the models take {limit} in one piece.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shorten it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search is not ready yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The index is still being built in memory after the unlock.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too little memory to search by meaning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The index would not fit into memory, and it is never put on the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs, then lock and unlock. Finding by words goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This search model does not fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its vectors have {dimension} numbers, more than the index can hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search was stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It found a passage outside of what was asked for, so nothing of it is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock and unlock, which builds the index anew. If it stays so, report it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search model is not answering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding goes on by words only until it is back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language model failed; the passages found are shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask again, or read the sources.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search did not work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chart itself is not affected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock and unlock the practice, which builds the search anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chart and the search by words work without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model {name} is not where it was installed. The chart works without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model was refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files of {name} are not the ones that were recorded, so they were not loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files of {name} are there but do not load.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that you may read them, or install the starter models again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room to save. What is on screen is not lost while the window stays open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space on the disk, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anamnesis is running already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another window or command is using this data directory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on there, or close it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data directory cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{directory}: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the directory is there and belongs to you, or choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This practice is from a newer version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was last opened with a newer Anamnesis. It was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newer version to open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data directory is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {file}, which says how the data is laid out, cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A directory is not private</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is a link or belongs to someone else, so no records are put there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a data directory of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The directory is not empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds other files; nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The path of the data directory is too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system allows {limit_bytes} bytes for the database&apos;s socket.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a data directory with a shorter path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A setting is out of range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} must lie between {low} and {high}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct it and start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file was not written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language was not changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some words are not saved yet, and changing it now would lose them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save them first, then choose the language again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A fault in Anamnesis stopped this step; what was saved before is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again. If it happens again, report it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This did not work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The step was not completed; what was saved before is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again. “anamnesis doctor” looks for the cause.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subjective</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objective</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assessment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emergency contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allergies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Medical history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This line is not JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It breaks off at column {column}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This line is not text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not encoded as UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This line is too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A line may hold {limit} bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place} should be an object in braces.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place} should be a list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place} should be text in quotation marks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This date cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place} should be a date like 2024-04-07.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An identifier is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place} should be a text that names the record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This client occurs twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same identifier stands in line {first_line}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This session occurs twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place} repeats an identifier of this practice or file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be taken as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check what was entered and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was asked for is not in this practice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This client is not in the practice any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This session is not in the chart any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This session has no version {version}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The practice&apos;s record is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database was opened, but it does not hold this practice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This chart cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key of this client is not in the vault.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock and unlock the practice. If it stays so, restore a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed elsewhere meanwhile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A newer version was saved while you were editing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both texts are still there: compare them, then save again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This client&apos;s details were saved by someone else while you were editing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the client again to see the newer details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A newer version of this session was saved while you were writing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your text is still here: compare both versions, then save again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This session is signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A signed session does not change any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This session holds no text yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write something first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} holds {length} characters; {limit} is the most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shorten it or go on in another session. Your text is still here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} may hold {limit} characters at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shorten it and save again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A client needs a first or a last name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter one and save again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sex of a client is one of: {allowed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The practice needs a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter one to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a practice already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This data directory holds a practice; it was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock it, or choose another data directory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write what you want to know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The question is too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A question may hold {limit} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shorten it, or ask in two steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This question was not passed on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It reads like an instruction to the assistant rather than a question about the record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put it in other words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The limit of questions is reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This practice allows a limited number of questions in an hour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again later; the chart and the search go on working.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file was not imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of it was stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that it holds one chart a line (JSON Lines).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the file is there and that you may read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The practice is locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its keys are not in memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That did not unlock the practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase or key is wrong, or the vault file is damaged. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the keyboard language and Caps Lock, or use the recovery key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase is too short</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It needs {minimum} characters or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several uncommon words are easy to remember and hard to guess.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a whole recovery key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A letter is missing or wrong: its checksum does not fit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare it with the printed key, group by group.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sealed record does not open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was changed or damaged outside this program, so it is not shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore a backup from before; the rest of the record is not affected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has a form that this version refuses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update Anamnesis, or restore the vault file from a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault is from another version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has format {found}; this version knows {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update Anamnesis and open it again. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sealed record is from another version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has a form that this version does not know, so it is not opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault file was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It asks for a protection that is too weak or too costly to be genuine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the vault file from a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault file is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be read. Without it the records stay sealed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault file is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are records here, but {file}, which holds their keys, is not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore it from a backup into the data directory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The encryption does not work on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A self-test at the start gave a wrong result, so nothing was opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install Anamnesis again. If it stays so, the computer&apos;s memory may be faulty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anamnesis: recovery key

Practice: {practice}

{key}

This key opens every note of the practice if the passphrase is lost. Nobody can make another one from outside. Keep it away from the computer and from everyone who may not read the notes.
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking this computer and the data directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting the private database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bringing the database up to date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the first records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Working</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Anamnesis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anamnesis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing leaves this computer. The assistant reports what the record says; it is no medical device and gives no treatment advice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licences</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnswerNotice</name>
    <message>
        <source>No language model is loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine failed several times and is resting; it tries again within a minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language model is still loading.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine is not running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language model failed while writing; what it had written was dropped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You stopped it; what had been written was not checked and was dropped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing that the model wrote was supported by the words it cited.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing in the record fits the question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language model could not be used.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnswerView</name>
    <message>
        <source>Copy with sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not in the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model wrote this: the passages found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written by {model} from the practice&apos;s charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written by {model} from this chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing that was searched answers this question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given before to the same question; the record has not changed since.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) did not fit into what the model can read.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Copies the answer; the clipboard is cleared after 30 seconds</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AskPanel</name>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the whole practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the whole practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A question about all charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask {name}&apos;s chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A question about this chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask a chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a chart to ask about it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer quotes the notes it comes from; click a quote to see it in its note.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a client, or ask the whole practice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search only the chart that is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the charts of all clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin again without the questions before</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChartView</name>
    <message>
        <source>No chart open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a client from the list, or press Ctrl+F and type a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the chart…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sessions yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the first one; it is saved while you write.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The quoted words could not be found in this note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record was changed after version {version}, which the source quotes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It said: {quote}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClientDialog</name>
    <message>
        <source>Save client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you typed is not stored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closing now discards it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClientIdentity</name>
    <message>
        <source>female</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>male</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other sex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sex unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>birth date unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{years} years old</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>born {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>allergies: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>alerts: {names}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClientListView</name>
    <message>
        <source>New client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a client by name or birth year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name or birth year (Ctrl+F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No clients yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the first one, or import charts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No client matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the beginning of a first or last name, or a birth year.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{shown} of {total} clients</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConflictBar</name>
    <message>
        <source>This session was changed elsewhere meanwhile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue with theirs, discard mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version} was stored {moment}. Your text is kept here and is not lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was signed {moment}. Your text is kept here and is not lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep mine as a new session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep mine as the new version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show theirs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConversationListModel</name>
    <message numerus="yes">
        <source>{moment}, %n question(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CopiedAnswer</name>
    <message>
        <source>Question about {about}: {question}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not in the record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written by {model} from the sources below:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model wrote; these passages were found:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CoverageText</name>
    <message numerus="yes">
        <source>Searched %n session(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not yet indexed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{searched}; {unread}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{searched}, {since} – {until}; {unread}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>A fault in Anamnesis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A fault in the program stopped one step. What was saved before is safe, and you can go on. Nothing was sent anywhere. The lines below hold nothing of any client; add them if you report the fault.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more fault(s) since; see the log.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CreatingStep</name>
    <message>
        <source>Creating the practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This takes a few seconds and happens once.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DemoStep</name>
    <message>
        <source>Demo practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fictional clients, written for this program. None of them is a real person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adding the demo charts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DetailsForm</name>
    <message>
        <source>Last name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allergies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Medical history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a first or a last name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the birth date with the month as a word, like 17 Jan 1981.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The birth date lies in the future.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Last name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;First name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Birth date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Se&amp;x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Allergies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ale&amp;rts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Medical history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One a line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For example {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the month as a word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}, {years} years old</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FieldName</name>
    <message>
        <source>Subjective</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objective</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assessment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Medical history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Earlier conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No conversations yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you ask here is kept, sealed like the notes.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>IdentityBanner</name>
    <message>
        <source>Edit details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allergies: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No allergies recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Medical history, notes and contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the client&apos;s details</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message>
        <source>Anamnesis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the recovery key as it was printed. Capitals, spaces and dashes do not matter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the passphrase to unlock the practice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the recovery key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlocking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Anamnesis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{practice} – Anamnesis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close without the recovery key?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is shown only now. If the passphrase is lost later, so is every note.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close and lose what was not saved?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some words could not be stored. They are lost when the window closes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close and lose them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OnboardingWizard</name>
    <message>
        <source>Step {number} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;kip the rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Set up a practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Create the practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open the practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OpeningPage</name>
    <message>
        <source>&amp;Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving what was written and dropping the keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving, locking and stopping the database</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PassphraseField</name>
    <message>
        <source>Caps Lock is on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide what is typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what is typed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PassphraseStep</name>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It opens every note, each time you unlock. Several uncommon words are easy to remember and hard to guess. Spaces and any language are fine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same &amp;again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same passphrase again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PracticeStep</name>
    <message>
        <source>Your practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name is shown in the window once it is unlocked. On disk it is sealed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name of the practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add the demo practice: fictional clients to look around in</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuestionBox</name>
    <message>
        <source>Question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) too many</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{used} of {limit} characters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecordPage</name>
    <message>
        <source>Nothing recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emergency contact</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecoveryStep</name>
    <message>
        <source>Recovery key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the passphrase is ever lost, only this key opens the notes. It is shown this once and stored nowhere. Keep it on paper, away from this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have &amp;written it down or printed it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type its last &amp;group of letters to go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery key: {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P&amp;rint…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save to a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the recovery key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anamnesis recovery key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the file to a place away from this computer, such as a stick in a safe.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SaveLabel</name>
    <message>
        <source>Not saved yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved: changed elsewhere. Choose above which text stands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved: {reason} {remedy}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SessionList</name>
    <message>
        <source>Sessions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SessionPage</name>
    <message>
        <source>New session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{state}, version {version} of {current}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is version {version} of {current}, stored {moment}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An earlier version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the current version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign the session of {day} of {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once signed, its text can no longer be changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make this session final</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write something before you sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date of the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New session (Ctrl+N)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SessionState</name>
    <message>
        <source>Draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing written yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SoapField</name>
    <message numerus="yes">
        <source>%n character(s) left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) too many</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourceCard</name>
    <message>
        <source>Show these words in the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source {number}, {client}, {place}: {quote}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourcePane</name>
    <message numerus="yes">
        <source>Evidence: %n passage(s) found</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{used} used / {found} found</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) found</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Attribution unavailable: which of these the answer rests on is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourcePlace</name>
    <message>
        <source>Client record</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceUse</name>
    <message>
        <source>Used: cited by sentence {numbers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found, not used</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Index</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s) not saved</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>All saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock the practice ({keys})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Index: {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indexing {indexed} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is not indexed yet can be read, but not found or asked about.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Index {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models loading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models resting after failures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models not available</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Working</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StrengthMeter</name>
    <message>
        <source>At least {count} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weak: common words and patterns are guessed first. Add two uncommon words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fair: one more uncommon word would make it good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strong.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ThreadView</name>
    <message>
        <source>Earlier in this conversation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TurnView</name>
    <message>
        <source>Searching the record…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being written, not yet checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence found. The model is reading it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. What had been written was not checked and was dropped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnsavedBar</name>
    <message>
        <source>A draft of {name}, {day}, is not stored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was changed elsewhere meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it and choose which text stands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WelcomeStep</name>
    <message>
        <source>Welcome to Anamnesis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A place for your session notes that finds, quotes and explains what is in them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every note is sealed with your passphrase. Nobody can reset it, not even we.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing leaves this computer: no cloud, no account, no network, no statistics.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers come from your notes, with the exact words they rest on. Check them there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It reports the record. It gives no treatment advice, and it makes no decisions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting up takes about two minutes.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WindowActions</name>
    <message>
        <source>&amp;New client…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find a client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Anamnesis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WithheldReason</name>
    <message>
        <source>it cites nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it cites a source that is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it says nothing that can be checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cited words give another unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number in it is not in the cited words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number in it belongs to something else in the cited words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cited words name the other side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cited words deny it, or it denies what they say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cited words say that it was stopped or not begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cited words are about someone else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cited words do not support it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WithheldView</name>
    <message numerus="yes">
        <source>%n sentence(s) withheld</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Not supported by the words they cite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withheld: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
