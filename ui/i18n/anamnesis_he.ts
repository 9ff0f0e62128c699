<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="he">
<context>
    <name></name>
    <message>
        <source>The database is not answering</source>
        <translation>מסד הנתונים אינו מגיב</translation>
    </message>
    <message>
        <source>Nothing of this step was saved; what was saved before is safe.</source>
        <translation>דבר מצעד זה לא נשמר; מה שנשמר קודם בטוח.</translation>
    </message>
    <message>
        <source>Try again. If it stays so, close Anamnesis and open it again.</source>
        <translation>נסו שוב. אם המצב נמשך, סגרו את Anamnesis ופתחו מחדש.</translation>
    </message>
    <message>
        <source>The database refused this step</source>
        <translation>מסד הנתונים דחה את הפעולה</translation>
    </message>
    <message>
        <source>Nothing of it was saved (SQLSTATE {sqlstate}).</source>
        <translation>דבר ממנה לא נשמר (SQLSTATE {sqlstate}).</translation>
    </message>
    <message>
        <source>Try again. If it stays so, run “anamnesis doctor”.</source>
        <translation>נסו שוב. אם המצב נמשך, הריצו ‎“anamnesis doctor”‎.</translation>
    </message>
    <message>
        <source>The database is busy</source>
        <translation>מסד הנתונים עסוק</translation>
    </message>
    <message>
        <source>The step took too long and was given up; nothing of it was saved.</source>
        <translation>הפעולה ארכה זמן רב מדי והופסקה; דבר ממנה לא נשמר.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>נסו שוב בעוד רגע.</translation>
    </message>
    <message>
        <source>The database is not running</source>
        <translation>מסד הנתונים אינו פועל</translation>
    </message>
    <message>
        <source>The connection was lost; what was saved before is safe.</source>
        <translation>החיבור אבד; מה שנשמר קודם בטוח.</translation>
    </message>
    <message>
        <source>Close Anamnesis and open it again.</source>
        <translation>סגרו את Anamnesis ופתחו מחדש.</translation>
    </message>
    <message>
        <source>It was stopped from outside; what was saved before is safe.</source>
        <translation>הוא נעצר מבחוץ; מה שנשמר קודם בטוח.</translation>
    </message>
    <message>
        <source>PostgreSQL is missing</source>
        <translation>PostgreSQL חסר</translation>
    </message>
    <message>
        <source>Neither the database that comes with Anamnesis nor one of the system was found.</source>
        <translation>לא נמצא מסד הנתונים שמגיע עם Anamnesis, וגם לא אחד של המערכת.</translation>
    </message>
    <message>
        <source>Install Anamnesis again.</source>
        <translation>התקינו את Anamnesis מחדש.</translation>
    </message>
    <message>
        <source>The database could not be created</source>
        <translation>לא ניתן היה ליצור את מסד הנתונים</translation>
    </message>
    <message>
        <source>Details stand in {log}.</source>
        <translation>הפרטים נמצאים בקובץ {log}.</translation>
    </message>
    <message>
        <source>Your role does not allow this</source>
        <translation>תפקידכם אינו מאפשר זאת</translation>
    </message>
    <message>
        <source>Nothing was shown or changed.</source>
        <translation>דבר לא הוצג ולא שונה.</translation>
    </message>
    <message>
        <source>Ask an owner of the practice.</source>
        <translation>פנו לבעלים של המרפאה.</translation>
    </message>
    <message>
        <source>Too many wrong attempts</source>
        <translation>יותר מדי ניסיונות שגויים</translation>
    </message>
    <message>
        <source>Nothing was tried now. The next attempt is possible in {wait_s}.</source>
        <translation>כעת לא בוצע ניסיון. הניסיון הבא יתאפשר בעוד {wait_s}.</translation>
    </message>
    <message>
        <source>Wait, then check the keyboard language and Caps Lock. Starting again does not shorten it.</source>
        <translation>המתינו, ואז בדקו את שפת המקלדת ואת Caps Lock. הפעלה מחדש אינה מקצרת את ההמתנה.</translation>
    </message>
    <message>
        <source>Check the free space and the rights of the data directory, then try again.</source>
        <translation>בדקו את המקום הפנוי ואת ההרשאות של תיקיית הנתונים ונסו שוב.</translation>
    </message>
    <message>
        <source>Too little memory to unlock</source>
        <translation>אין די זיכרון לפתיחת הנעילה</translation>
    </message>
    <message>
        <source>Working out the key from the passphrase needs {needed_mib} MiB of memory.</source>
        <translation>לחישוב המפתח מביטוי הסיסמה דרושים {needed_mib} MiB של זיכרון.</translation>
    </message>
    <message>
        <source>Close other programs and try again. The recovery key needs less.</source>
        <translation>סגרו תוכנות אחרות ונסו שוב. מפתח השחזור דורש פחות.</translation>
    </message>
    <message>
        <source>Unlocking is not possible now</source>
        <translation>לא ניתן לפתוח כעת</translation>
    </message>
    <message>
        <source>Attempts cannot be counted in {file}, so none is made.</source>
        <translation>אי אפשר לספור ניסיונות בקובץ {file}, ולכן לא נעשה אף ניסיון.</translation>
    </message>
    <message>
        <source>Free some space on the disk and check that the data directory belongs to you, then try again.</source>
        <translation>פנו מקום בכונן ובדקו שתיקיית הנתונים שייכת לכם, ואז נסו שוב.</translation>
    </message>
    <message>
        <source>This computer&apos;s keyring cannot be used</source>
        <translation>לא ניתן להשתמש במאגר המפתחות של המחשב</translation>
    </message>
    <message>
        <source>It is not there, locked or not one that the program trusts.</source>
        <translation>הוא אינו קיים, נעול, או שאינו ממאגרי המפתחות שהתוכנה סומכת עליהם.</translation>
    </message>
    <message>
        <source>Unlock with the passphrase. Where there is a keyring, unlock it and try again.</source>
        <translation>פתחו בעזרת ביטוי הסיסמה. אם יש מאגר מפתחות, פתחו אותו ונסו שוב.</translation>
    </message>
    <message>
        <source>The keyring does not answer</source>
        <translation>מאגר המפתחות אינו משיב</translation>
    </message>
    <message>
        <source>It was waited for in vain.</source>
        <translation>ההמתנה לו הייתה לשווא.</translation>
    </message>
    <message>
        <source>Unlock with the passphrase, or look whether the keyring asks for something.</source>
        <translation>פתחו בעזרת ביטוי הסיסמה, או בדקו אם מאגר המפתחות מבקש דבר מה.</translation>
    </message>
    <message>
        <source>This is the passphrase you have</source>
        <translation>זהו ביטוי הסיסמה הקיים</translation>
    </message>
    <message>
        <source>The new one is the same as the old one; nothing was changed.</source>
        <translation>החדש זהה לישן; דבר לא שונה.</translation>
    </message>
    <message>
        <source>Choose another.</source>
        <translation>בחרו אחר.</translation>
    </message>
    <message>
        <source>The current passphrase is needed</source>
        <translation>דרוש ביטוי הסיסמה הנוכחי</translation>
    </message>
    <message>
        <source>Without it a passphrase is set only after an unlock with the recovery key.</source>
        <translation>בלעדיו אפשר לקבוע ביטוי סיסמה רק אחרי פתיחה במפתח השחזור.</translation>
    </message>
    <message>
        <source>Change the passphrase with the current one, or lock and use the recovery key.</source>
        <translation>החליפו את ביטוי הסיסמה בעזרת הנוכחי, או נעלו והשתמשו במפתח השחזור.</translation>
    </message>
    <message>
        <source>That is not the last group</source>
        <translation>זו אינה הקבוצה האחרונה</translation>
    </message>
    <message>
        <source>The old recovery key stays valid.</source>
        <translation>מפתח השחזור הישן נשאר בתוקף.</translation>
    </message>
    <message>
        <source>Read it once more from your paper: the last four letters and figures.</source>
        <translation>קראו שוב מן הדף: ארבעת התווים האחרונים.</translation>
    </message>
    <message>
        <source>The name is not the same</source>
        <translation>השם אינו זהה</translation>
    </message>
    <message>
        <source>Nothing was erased.</source>
        <translation>דבר לא נמחק.</translation>
    </message>
    <message>
        <source>Type the client&apos;s name as it is shown: last name, comma, first name.</source>
        <translation>הקלידו את שם המטופל כפי שהוא מוצג: שם משפחה, פסיק, שם פרטי.</translation>
    </message>
    <message>
        <source>A person needs a name to sign in with.</source>
        <translation>לכל אדם דרוש שם שאיתו נכנסים.</translation>
    </message>
    <message>
        <source>Write a name.</source>
        <translation>כתבו שם.</translation>
    </message>
    <message>
        <source>The name is taken</source>
        <translation>השם תפוס</translation>
    </message>
    <message>
        <source>Somebody in the practice signs in with this name already.</source>
        <translation>מישהו במרפאה כבר נכנס בשם הזה.</translation>
    </message>
    <message>
        <source>Write another, perhaps with an initial.</source>
        <translation>כתבו שם אחר, למשל עם ראשי תיבות.</translation>
    </message>
    <message>
        <source>There is no such role</source>
        <translation>אין תפקיד כזה</translation>
    </message>
    <message>
        <source>A person is one of: {allowed}.</source>
        <translation>התפקידים האפשריים: {allowed}.</translation>
    </message>
    <message>
        <source>Choose one of them.</source>
        <translation>בחרו אחד מהם.</translation>
    </message>
    <message>
        <source>Nobody of that name is here</source>
        <translation>אין כאן אדם כזה</translation>
    </message>
    <message>
        <source>The person may have been removed meanwhile.</source>
        <translation>ייתכן שהאדם הוסר בינתיים.</translation>
    </message>
    <message>
        <source>Look at the list of people, here or with “anamnesis users list”.</source>
        <translation>עיינו ברשימת האנשים, כאן או באמצעות ‎“anamnesis users list”‎.</translation>
    </message>
    <message>
        <source>Nobody removes themselves</source>
        <translation>איש אינו מסיר את עצמו</translation>
    </message>
    <message>
        <source>So a practice always keeps an owner. Nothing was changed.</source>
        <translation>כך למרפאה תמיד נשאר בעלים. דבר לא שונה.</translation>
    </message>
    <message>
        <source>Another owner can remove you.</source>
        <translation>בעלים אחר יכול להסיר אתכם.</translation>
    </message>
    <message>
        <source>The only recovery key is theirs</source>
        <translation>מפתח השחזור היחיד שייך לאדם הזה</translation>
    </message>
    <message>
        <source>Without it, forgotten passphrases would close the practice for good. Nobody was removed.</source>
        <translation>בלעדיו, שכחת ביטויי הסיסמה הייתה נועלת את המרפאה לתמיד. איש לא הוסר.</translation>
    </message>
    <message>
        <source>Make a recovery key of your own first: Keys, Replace recovery key.</source>
        <translation>צרו קודם מפתח שחזור משלכם: מפתחות, החלפת מפתח השחזור.</translation>
    </message>
    <message>
        <source>Nobody ordered this</source>
        <translation>איש לא הורה על כך</translation>
    </message>
    <message>
        <source>The vault file asks for work on the keys that no owner signed for. It was not done.</source>
        <translation>קובץ הכספת מבקש עבודה על המפתחות שאף בעלים לא חתם עליה. היא לא בוצעה.</translation>
    </message>
    <message>
        <source>Speak to whoever looks after your computers, and keep a copy of the vault file.</source>
        <translation>פנו למי שאחראי על המחשבים שלכם, ושמרו עותק של קובץ הכספת.</translation>
    </message>
    <message>
        <source>The vault file was changed meanwhile</source>
        <translation>קובץ הכספת שונה בינתיים</translation>
    </message>
    <message>
        <source>An earlier change was written late. Nothing was written over it.</source>
        <translation>שינוי קודם נכתב באיחור. דבר לא נכתב עליו.</translation>
    </message>
    <message>
        <source>Lock, unlock, and try again.</source>
        <translation>נעלו, פתחו ונסו שוב.</translation>
    </message>
    <message>
        <source>The list of people was changed</source>
        <translation>רשימת האנשים שונתה</translation>
    </message>
    <message>
        <source>It is not signed by an owner of this practice, so nothing was opened.</source>
        <translation>היא אינה חתומה בידי בעלים של המרפאה, ולכן דבר לא נפתח.</translation>
    </message>
    <message>
        <source>Restore the vault file from a backup, and ask who had access to this computer.</source>
        <translation>שחזרו את קובץ הכספת מגיבוי, ובררו למי הייתה גישה למחשב.</translation>
    </message>
    <message>
        <source>The exported log cannot be read</source>
        <translation>לא ניתן לקרוא את היומן המיוצא</translation>
    </message>
    <message>
        <source>This is no exported log</source>
        <translation>זה אינו יומן מיוצא</translation>
    </message>
    <message>
        <source>{file} is not a file that an export of the audit log made, or it was cut.</source>
        <translation>הקובץ {file} לא נוצר בייצוא של יומן הביקורת, או שנקטע.</translation>
    </message>
    <message>
        <source>Ask for the file again.</source>
        <translation>בקשו את הקובץ שוב.</translation>
    </message>
    <message>
        <source>The database does not start</source>
        <translation>מסד הנתונים אינו עולה</translation>
    </message>
    <message>
        <source>Details stand in {log}. The records were left as they are.</source>
        <translation>הפרטים נמצאים בקובץ {log}. הרשומות נותרו כפי שהן.</translation>
    </message>
    <message>
        <source>Start the computer anew and try again. If it stays so, restore a backup.</source>
        <translation>הפעילו את המחשב מחדש ונסו שוב. אם המצב נמשך, שחזרו גיבוי.</translation>
    </message>
    <message>
        <source>The database takes too long to start</source>
        <translation>עליית מסד הנתונים נמשכת זמן רב מדי</translation>
    </message>
    <message>
        <source>It was not ready after {waited_s} seconds. It may be recovering after a power cut.</source>
        <translation>הוא לא היה מוכן לאחר {waited_s} שניות. ייתכן שהוא מתאושש מהפסקת חשמל.</translation>
    </message>
    <message>
        <source>Wait a minute and try again. Details stand in {log}.</source>
        <translation>המתינו דקה ונסו שוב. הפרטים נמצאים בקובץ {log}.</translation>
    </message>
    <message>
        <source>An earlier database is still running</source>
        <translation>מסד נתונים קודם עדיין פועל</translation>
    </message>
    <message>
        <source>Its processes do not end, so it was not started a second time.</source>
        <translation>התהליכים שלו אינם מסתיימים, ולכן הוא לא הופעל פעם נוספת.</translation>
    </message>
    <message>
        <source>Start the computer anew and try again.</source>
        <translation>הפעילו את המחשב מחדש ונסו שוב.</translation>
    </message>
    <message>
        <source>There is a database already</source>
        <translation>כבר קיים מסד נתונים</translation>
    </message>
    <message>
        <source>{path} was left as it is.</source>
        <translation>{path} נותר כפי שהוא.</translation>
    </message>
    <message>
        <source>Choose an empty data directory.</source>
        <translation>בחרו תיקיית נתונים ריקה.</translation>
    </message>
    <message>
        <source>The database is missing</source>
        <translation>מסד הנתונים חסר</translation>
    </message>
    <message>
        <source>There is none in {path}.</source>
        <translation>אין מסד נתונים ב־{path}.</translation>
    </message>
    <message>
        <source>Check that the right data directory is open, or restore a backup.</source>
        <translation>ודאו שתיקיית הנתונים הנכונה פתוחה, או שחזרו גיבוי.</translation>
    </message>
    <message>
        <source>The database is of another version</source>
        <translation>מסד הנתונים הוא מגרסה אחרת</translation>
    </message>
    <message>
        <source>It was made by PostgreSQL {found}; this Anamnesis brings {expected}.</source>
        <translation>הוא נוצר ב־PostgreSQL {found}; גרסה זו של Anamnesis מגיעה עם {expected}.</translation>
    </message>
    <message>
        <source>Install the version of Anamnesis that made it. Nothing was changed.</source>
        <translation>התקינו את גרסת Anamnesis שבה נוצר. דבר לא שונה.</translation>
    </message>
    <message>
        <source>The database&apos;s own password is missing</source>
        <translation>הסיסמה הפנימית של מסד הנתונים חסרה</translation>
    </message>
    <message>
        <source>The file {file} in the data directory cannot be read.</source>
        <translation>לא ניתן לקרוא את הקובץ {file} שבתיקיית הנתונים.</translation>
    </message>
    <message>
        <source>Restore it from a backup.</source>
        <translation>שחזרו אותו מגיבוי.</translation>
    </message>
    <message>
        <source>The database&apos;s version is unclear</source>
        <translation>גרסת מסד הנתונים אינה ברורה</translation>
    </message>
    <message>
        <source>It carries {found} version marks instead of one, so it was left as it is.</source>
        <translation>יש בו {found} סימני גרסה במקום אחד, ולכן הוא נותר כפי שהוא.</translation>
    </message>
    <message>
        <source>Restore a backup, or report it.</source>
        <translation>שחזרו גיבוי, או דווחו על כך.</translation>
    </message>
    <message>
        <source>The database cannot run as the administrator</source>
        <translation>מסד הנתונים אינו יכול לפעול בחשבון מנהל המערכת</translation>
    </message>
    <message>
        <source>PostgreSQL refuses to run as root, and no other account could be used.</source>
        <translation>PostgreSQL מסרב לפעול כ־root, ולא נמצא חשבון אחר שניתן להשתמש בו.</translation>
    </message>
    <message>
        <source>Run Anamnesis as an ordinary user.</source>
        <translation>הפעילו את Anamnesis בחשבון משתמש רגיל.</translation>
    </message>
    <message>
        <source>The models are not answering</source>
        <translation>המודלים אינם מגיבים</translation>
    </message>
    <message>
        <source>The process that runs them failed or took too long. The chart works without it.</source>
        <translation>התהליך שמפעיל אותם כשל או התעכב. התיק פועל גם בלעדיו.</translation>
    </message>
    <message>
        <source>Try again in a minute. “anamnesis doctor” looks for the cause.</source>
        <translation>נסו שוב בעוד דקה. ‎“anamnesis doctor”‎ מחפש את הסיבה.</translation>
    </message>
    <message>
        <source>The models are resting</source>
        <translation>המודלים במנוחה</translation>
    </message>
    <message>
        <source>They failed several times in a row and are tried again in {retry_in_s} seconds.</source>
        <translation>הם כשלו כמה פעמים ברצף; ניסיון נוסף ייעשה בעוד {retry_in_s} שניות.</translation>
    </message>
    <message>
        <source>Go on with the chart meanwhile, then try again.</source>
        <translation>אפשר להמשיך לעבוד בתיק בינתיים ולנסות שוב.</translation>
    </message>
    <message>
        <source>The models are still loading</source>
        <translation>המודלים עדיין נטענים</translation>
    </message>
    <message>
        <source>They were not ready in time. The chart works without them.</source>
        <translation>הם לא היו מוכנים בזמן. התיק פועל גם בלעדיהם.</translation>
    </message>
    <message>
        <source>Wait until the status bar says that they are ready, then try again.</source>
        <translation>המתינו עד ששורת המצב תציין שהם מוכנים, ונסו שוב.</translation>
    </message>
    <message>
        <source>The models are switched off</source>
        <translation>המודלים כבויים</translation>
    </message>
    <message>
        <source>The process that runs them was stopped, as it is at every lock.</source>
        <translation>התהליך שמפעיל אותם נעצר, כמו בכל נעילה.</translation>
    </message>
    <message>
        <source>Unlock the practice and try again.</source>
        <translation>פתחו את נעילת המרפאה ונסו שוב.</translation>
    </message>
    <message>
        <source>The models took too long</source>
        <translation>המודלים התעכבו יותר מדי</translation>
    </message>
    <message>
        <source>There was no answer within {timeout_s} seconds. The chart works without them.</source>
        <translation>לא התקבלה תשובה בתוך {timeout_s} שניות. התיק פועל גם בלעדיהם.</translation>
    </message>
    <message>
        <source>Close programs that keep the computer busy, then try again.</source>
        <translation>סגרו תוכנות שמעסיקות את המחשב ונסו שוב.</translation>
    </message>
    <message>
        <source>The models failed</source>
        <translation>המודלים כשלו</translation>
    </message>
    <message>
        <source>The process that runs them ended; it is started anew by itself.</source>
        <translation>התהליך שמפעיל אותם הסתיים; הוא מופעל מחדש מעצמו.</translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation>נסו שוב בעוד דקה.</translation>
    </message>
    <message>
        <source>The models cannot be started</source>
        <translation>לא ניתן להפעיל את המודלים</translation>
    </message>
    <message>
        <source>The process that runs them could not be begun. The chart works without it.</source>
        <translation>לא ניתן היה להתחיל את התהליך שמפעיל אותם. התיק פועל גם בלעדיו.</translation>
    </message>
    <message>
        <source>Close other programs and try again. If it stays so, install Anamnesis again.</source>
        <translation>סגרו תוכנות אחרות ונסו שוב. אם המצב נמשך, התקינו את Anamnesis מחדש.</translation>
    </message>
    <message>
        <source>A fault in the library that runs them stopped this request.</source>
        <translation>תקלה בספרייה שמפעילה אותם עצרה את הבקשה.</translation>
    </message>
    <message>
        <source>The process that runs them answered with something unreadable.</source>
        <translation>התהליך שמפעיל אותם החזיר תשובה שאינה ניתנת לקריאה.</translation>
    </message>
    <message>
        <source>Try again in a minute. If it stays so, install Anamnesis again.</source>
        <translation>נסו שוב בעוד דקה. אם המצב נמשך, התקינו את Anamnesis מחדש.</translation>
    </message>
    <message>
        <source>The search model failed</source>
        <translation>מודל החיפוש כשל</translation>
    </message>
    <message>
        <source>It gave back something that is no vector; nothing of it was used.</source>
        <translation>הוא החזיר ערך שאינו וקטור; לא נעשה בו שימוש.</translation>
    </message>
    <message>
        <source>Install the starter models again.</source>
        <translation>התקינו מחדש את המודלים ההתחלתיים.</translation>
    </message>
    <message>
        <source>The library that runs the models does not load</source>
        <translation>הספרייה שמפעילה את המודלים אינה נטענת</translation>
    </message>
    <message>
        <source>It ended with {kind}. The chart and the search by words work without it.</source>
        <translation>היא הסתיימה ב־{kind}. התיק והחיפוש לפי מילים פועלים גם בלעדיה.</translation>
    </message>
    <message>
        <source>No model is chosen</source>
        <translation>לא נבחר מודל</translation>
    </message>
    <message>
        <source>There is no model for this task. The chart works without it.</source>
        <translation>אין מודל למשימה זו. התיק פועל גם בלעדיו.</translation>
    </message>
    <message>
        <source>No answer was written</source>
        <translation>לא נכתבה תשובה</translation>
    </message>
    <message>
        <source>The form that the answer must have was refused by the language model.</source>
        <translation>מודל השפה דחה את המבנה שהתשובה חייבת להיות בו.</translation>
    </message>
    <message>
        <source>Read the sources. If it stays so, report it.</source>
        <translation>קראו את המקורות. אם המצב נמשך, דווחו על כך.</translation>
    </message>
    <message>
        <source>The language model found no way to say it in the form that an answer must have.</source>
        <translation>מודל השפה לא מצא דרך לנסח זאת במבנה שתשובה חייבת להיות בו.</translation>
    </message>
    <message>
        <source>Put the question in other words, or read the sources.</source>
        <translation>נסחו את השאלה במילים אחרות, או קראו את המקורות.</translation>
    </message>
    <message>
        <source>A length of {max_tokens} tokens cannot be asked for.</source>
        <translation>לא ניתן לבקש אורך של {max_tokens} אסימונים.</translation>
    </message>
    <message>
        <source>The question and its sources are too long</source>
        <translation>השאלה והמקורות שלה ארוכים מדי</translation>
    </message>
    <message>
        <source>They take {prompt_tokens} tokens; the language model reads {limit_tokens}.</source>
        <translation>הם תופסים {prompt_tokens} אסימונים; מודל השפה קורא {limit_tokens}.</translation>
    </message>
    <message>
        <source>Ask in two steps, or read the sources.</source>
        <translation>שאלו בשני שלבים, או קראו את המקורות.</translation>
    </message>
    <message>
        <source>Too much at once</source>
        <translation>יותר מדי בבת אחת</translation>
    </message>
    <message>
        <source>The request is larger than what the models take in one piece.</source>
        <translation>הבקשה גדולה ממה שהמודלים מקבלים בפעם אחת.</translation>
    </message>
    <message>
        <source>Ask in two steps.</source>
        <translation>שאלו בשני שלבים.</translation>
    </message>
    <message>
        <source>The text is too long</source>
        <translation>הטקסט ארוך מדי</translation>
    </message>
    <message>
        <source>It has {length} characters; the models take {limit} in one piece.</source>
        <translation>יש בו {length} תווים; המודלים מקבלים {limit} בפעם אחת.</translation>
    </message>
    <message>
        <source>Shorten it and try again.</source>
        <translation>קצרו אותו ונסו שוב.</translation>
    </message>
    <message>
        <source>The search is not ready yet</source>
        <translation>החיפוש עדיין אינו מוכן</translation>
    </message>
    <message>
        <source>The index is still being built in memory after the unlock.</source>
        <translation>האינדקס עדיין נבנה בזיכרון לאחר פתיחת הנעילה.</translation>
    </message>
    <message>
        <source>Too little memory to search by meaning</source>
        <translation>אין די זיכרון לחיפוש לפי משמעות</translation>
    </message>
    <message>
        <source>The index would not fit into memory, and it is never put on the disk.</source>
        <translation>האינדקס אינו נכנס לזיכרון, ולעולם אינו נכתב לדיסק.</translation>
    </message>
    <message>
        <source>Close other programs, then lock and unlock. Finding by words goes on.</source>
        <translation>סגרו תוכנות אחרות, ואז נעלו ופתחו. חיפוש לפי מילים ממשיך לפעול.</translation>
    </message>
    <message>
        <source>This search model does not fit</source>
        <translation>מודל חיפוש זה אינו מתאים</translation>
    </message>
    <message>
        <source>Its vectors have {dimension} numbers, more than the index can hold.</source>
        <translation>בווקטורים שלו {dimension} מספרים, יותר ממה שהאינדקס יכול להכיל.</translation>
    </message>
    <message>
        <source>The search was stopped</source>
        <translation>החיפוש נעצר</translation>
    </message>
    <message>
        <source>It found a passage outside of what was asked for, so nothing of it is shown.</source>
        <translation>הוא מצא קטע מחוץ לתחום שהתבקש, ולכן דבר ממנו אינו מוצג.</translation>
    </message>
    <message>
        <source>Lock and unlock, which builds the index anew. If it stays so, report it.</source>
        <translation>נעלו ופתחו; כך האינדקס נבנה מחדש. אם המצב נמשך, דווחו על כך.</translation>
    </message>
    <message>
        <source>The search model is not answering</source>
        <translation>מודל החיפוש אינו מגיב</translation>
    </message>
    <message>
        <source>Finding goes on by words only until it is back.</source>
        <translation>עד שישוב, החיפוש נעשה לפי מילים בלבד.</translation>
    </message>
    <message>
        <source>The language model failed; the passages found are shown.</source>
        <translation>מודל השפה כשל; מוצגים הקטעים שנמצאו.</translation>
    </message>
    <message>
        <source>Ask again, or read the sources.</source>
        <translation>שאלו שוב, או קראו את המקורות.</translation>
    </message>
    <message>
        <source>The search did not work</source>
        <translation>החיפוש לא הצליח</translation>
    </message>
    <message>
        <source>The chart itself is not affected.</source>
        <translation>התיק עצמו אינו נפגע.</translation>
    </message>
    <message>
        <source>Lock and unlock the practice, which builds the search anew.</source>
        <translation>נעלו ופתחו את המרפאה; כך החיפוש נבנה מחדש.</translation>
    </message>
    <message>
        <source>A model cannot be used</source>
        <translation>לא ניתן להשתמש באחד המודלים</translation>
    </message>
    <message>
        <source>The chart and the search by words work without it.</source>
        <translation>התיק והחיפוש לפי מילים פועלים גם בלעדיו.</translation>
    </message>
    <message>
        <source>A model is missing</source>
        <translation>מודל חסר</translation>
    </message>
    <message>
        <source>The model {name} is not where it was installed. The chart works without it.</source>
        <translation>המודל {name} אינו במקום שבו הותקן. התיק פועל גם בלעדיו.</translation>
    </message>
    <message>
        <source>A model was refused</source>
        <translation>מודל נדחה</translation>
    </message>
    <message>
        <source>The files of {name} are not the ones that were recorded, so they were not loaded.</source>
        <translation>הקבצים של {name} אינם אלה שנרשמו, ולכן לא נטענו.</translation>
    </message>
    <message>
        <source>A model cannot be read</source>
        <translation>לא ניתן לקרוא מודל</translation>
    </message>
    <message>
        <source>The files of {name} are there but do not load.</source>
        <translation>הקבצים של {name} קיימים אך אינם נטענים.</translation>
    </message>
    <message>
        <source>Check that you may read them, or install the starter models again.</source>
        <translation>ודאו שיש לכם הרשאת קריאה, או התקינו מחדש את המודלים ההתחלתיים.</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>הדיסק מלא</translation>
    </message>
    <message>
        <source>There is no room to save. What is on screen is not lost while the window stays open.</source>
        <translation>אין מקום לשמירה. מה שמוצג על המסך אינו אובד כל עוד החלון פתוח.</translation>
    </message>
    <message>
        <source>Free some space on the disk, then try again.</source>
        <translation>פנו מקום בדיסק ונסו שוב.</translation>
    </message>
    <message>
        <source>Anamnesis is running already</source>
        <translation>Anamnesis כבר פועל</translation>
    </message>
    <message>
        <source>Another window or command is using this data directory.</source>
        <translation>חלון או פקודה אחרים משתמשים בתיקיית הנתונים הזו.</translation>
    </message>
    <message>
        <source>Go on there, or close it and try again.</source>
        <translation>המשיכו שם, או סגרו אותו ונסו שוב.</translation>
    </message>
    <message>
        <source>The data directory cannot be used</source>
        <translation>לא ניתן להשתמש בתיקיית הנתונים</translation>
    </message>
    <message>
        <source>{directory}: {reason}.</source>
        <translation>{directory}: {reason}.</translation>
    </message>
    <message>
        <source>Check that the directory is there and belongs to you, or choose another.</source>
        <translation>ודאו שהתיקייה קיימת ושייכת לכם, או בחרו אחרת.</translation>
    </message>
    <message>
        <source>The data directory lies on a network drive</source>
        <translation>תיקיית הנתונים נמצאת בכונן רשת</translation>
    </message>
    <message>
        <source>{path} is on a network file system ({reason}), where a database can be damaged.</source>
        <translation>הנתיב {path} נמצא במערכת קבצים ברשת ({reason}), ושם מסד נתונים עלול להיפגם.</translation>
    </message>
    <message>
        <source>Choose a directory on a disk of this computer.</source>
        <translation>בחרו תיקייה בכונן של מחשב זה.</translation>
    </message>
    <message>
        <source>The data directory is copied to a cloud</source>
        <translation>תיקיית הנתונים מועתקת לענן</translation>
    </message>
    <message>
        <source>{path} is kept in step by {reason}, which copies files while they change.</source>
        <translation>הנתיב {path} מסונכרן בידי {reason}, שמעתיק קבצים בזמן שהם משתנים.</translation>
    </message>
    <message>
        <source>Choose a directory that no program synchronises.</source>
        <translation>בחרו תיקייה ששום תוכנה אינה מסנכרנת.</translation>
    </message>
    <message>
        <source>This practice is from a newer version</source>
        <translation>מרפאה זו נוצרה בגרסה חדשה יותר</translation>
    </message>
    <message>
        <source>It was last opened with a newer Anamnesis. It was left as it is.</source>
        <translation>היא נפתחה לאחרונה ב־Anamnesis חדש יותר, ונותרה כפי שהיא.</translation>
    </message>
    <message>
        <source>Install the newer version to open it.</source>
        <translation>התקינו את הגרסה החדשה כדי לפתוח אותה.</translation>
    </message>
    <message>
        <source>The data directory is damaged</source>
        <translation>תיקיית הנתונים פגומה</translation>
    </message>
    <message>
        <source>The file {file}, which says how the data is laid out, cannot be read.</source>
        <translation>לא ניתן לקרוא את הקובץ {file}, שמתאר את מבנה הנתונים.</translation>
    </message>
    <message>
        <source>A directory is not private</source>
        <translation>תיקייה אינה פרטית</translation>
    </message>
    <message>
        <source>{path} is a link or belongs to someone else, so no records are put there.</source>
        <translation>{path} היא קישור או שייכת למישהו אחר, ולכן לא נשמרות בה רשומות.</translation>
    </message>
    <message>
        <source>Choose a data directory of your own.</source>
        <translation>בחרו תיקיית נתונים משלכם.</translation>
    </message>
    <message>
        <source>The directory is not empty</source>
        <translation>התיקייה אינה ריקה</translation>
    </message>
    <message>
        <source>{path} holds other files; nothing was written.</source>
        <translation>ב־{path} יש קבצים אחרים; דבר לא נכתב.</translation>
    </message>
    <message>
        <source>The path of the data directory is too long</source>
        <translation>הנתיב של תיקיית הנתונים ארוך מדי</translation>
    </message>
    <message>
        <source>The system allows {limit_bytes} bytes for the database&apos;s socket.</source>
        <translation>המערכת מתירה {limit_bytes} בתים לנתיב החיבור של מסד הנתונים.</translation>
    </message>
    <message>
        <source>Choose a data directory with a shorter path.</source>
        <translation>בחרו תיקיית נתונים בעלת נתיב קצר יותר.</translation>
    </message>
    <message>
        <source>A setting is out of range</source>
        <translation>הגדרה חורגת מהטווח</translation>
    </message>
    <message>
        <source>{name} must lie between {low} and {high}.</source>
        <translation>{name} צריך להיות בין {low} ל־{high}.</translation>
    </message>
    <message>
        <source>Correct it and start again.</source>
        <translation>תקנו והפעילו מחדש.</translation>
    </message>
    <message>
        <source>The file was not written</source>
        <translation>הקובץ לא נכתב</translation>
    </message>
    <message>
        <source>{file}: {reason}.</source>
        <translation>{file}: {reason}.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>בחרו תיקייה אחרת.</translation>
    </message>
    <message>
        <source>The language was not changed</source>
        <translation>השפה לא שונתה</translation>
    </message>
    <message>
        <source>Some words are not saved yet, and changing it now would lose them.</source>
        <translation>חלק מהדברים טרם נשמרו, ושינוי השפה כעת יאבד אותם.</translation>
    </message>
    <message>
        <source>Save them first, then choose the language again.</source>
        <translation>שמרו אותם תחילה ובחרו שוב את השפה.</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>משהו השתבש</translation>
    </message>
    <message>
        <source>A fault in Anamnesis stopped this step; what was saved before is safe.</source>
        <translation>תקלה ב־Anamnesis עצרה את הפעולה; מה שנשמר קודם בטוח.</translation>
    </message>
    <message>
        <source>Try again. If it happens again, report it.</source>
        <translation>נסו שוב. אם זה קורה שוב, דווחו על כך.</translation>
    </message>
    <message>
        <source>This did not work</source>
        <translation>הפעולה לא הצליחה</translation>
    </message>
    <message>
        <source>The step was not completed; what was saved before is safe.</source>
        <translation>הפעולה לא הושלמה; מה שנשמר קודם בטוח.</translation>
    </message>
    <message>
        <source>Try again. “anamnesis doctor” looks for the cause.</source>
        <translation>נסו שוב. ‎“anamnesis doctor”‎ מחפש את הסיבה.</translation>
    </message>
    <message>
        <source>Subjective</source>
        <translation>סובייקטיבי</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>אובייקטיבי</translation>
    </message>
    <message>
        <source>Assessment</source>
        <translation>הערכה</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>תוכנית</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>שם פרטי</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>שם משפחה</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>תאריך לידה</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>מין</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>טלפון</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>דוא״ל</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>כתובת</translation>
    </message>
    <message>
        <source>Emergency contact</source>
        <translation>איש קשר לחירום</translation>
    </message>
    <message>
        <source>Allergies</source>
        <translation>אלרגיות</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>התראות</translation>
    </message>
    <message>
        <source>Medical history</source>
        <translation>רקע רפואי</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>הערות</translation>
    </message>
    <message>
        <source>Another client has this id</source>
        <translation>המזהה הזה שייך ללקוח אחר</translation>
    </message>
    <message>
        <source>A client with the id {external_id}, but another name or birth date, is here already.</source>
        <translation>כבר קיים כאן לקוח עם המזהה {external_id}, אך בשם אחר או בתאריך לידה אחר.</translation>
    </message>
    <message>
        <source>Give this client another id in the file, or correct the name and birth date.</source>
        <translation>תנו ללקוח הזה מזהה אחר בקובץ, או תקנו את השם ואת תאריך הלידה.</translation>
    </message>
    <message>
        <source>This line is not JSON</source>
        <translation>שורה זו אינה JSON</translation>
    </message>
    <message>
        <source>It breaks off at column {column}.</source>
        <translation>היא נקטעת בעמודה {column}.</translation>
    </message>
    <message>
        <source>This line is not text</source>
        <translation>שורה זו אינה טקסט</translation>
    </message>
    <message>
        <source>It is not encoded as UTF-8.</source>
        <translation>היא אינה בקידוד UTF-8.</translation>
    </message>
    <message>
        <source>This line is too long</source>
        <translation>שורה זו ארוכה מדי</translation>
    </message>
    <message>
        <source>A line may hold {limit} bytes.</source>
        <translation>שורה יכולה להכיל {limit} בתים.</translation>
    </message>
    <message>
        <source>This is not a record</source>
        <translation>זו אינה רשומה</translation>
    </message>
    <message>
        <source>{place} should be an object in braces.</source>
        <translation>{place} צריך להיות אובייקט בסוגריים מסולסלים.</translation>
    </message>
    <message>
        <source>This is not a list</source>
        <translation>זו אינה רשימה</translation>
    </message>
    <message>
        <source>{place} should be a list.</source>
        <translation>{place} צריך להיות רשימה.</translation>
    </message>
    <message>
        <source>This is not text</source>
        <translation>זה אינו טקסט</translation>
    </message>
    <message>
        <source>{place} should be text in quotation marks.</source>
        <translation>{place} צריך להיות טקסט במירכאות.</translation>
    </message>
    <message>
        <source>This date cannot be read</source>
        <translation>לא ניתן לקרוא תאריך זה</translation>
    </message>
    <message>
        <source>{place} should be a date like 2024-04-07.</source>
        <translation>{place} צריך להיות תאריך בצורה 2024-04-07.</translation>
    </message>
    <message>
        <source>An identifier is missing</source>
        <translation>חסר מזהה</translation>
    </message>
    <message>
        <source>{place} should be a text that names the record.</source>
        <translation>{place} צריך להיות טקסט שמזהה את הרשומה.</translation>
    </message>
    <message>
        <source>This client occurs twice</source>
        <translation>מטופל זה מופיע פעמיים</translation>
    </message>
    <message>
        <source>The same identifier stands in line {first_line}.</source>
        <translation>אותו מזהה נמצא בשורה {first_line}.</translation>
    </message>
    <message>
        <source>This session occurs twice</source>
        <translation>מפגש זה מופיע פעמיים</translation>
    </message>
    <message>
        <source>{place} repeats an identifier of this practice or file.</source>
        <translation>{place} חוזר על מזהה שכבר קיים במרפאה או בקובץ.</translation>
    </message>
    <message>
        <source>This cannot be taken as it is</source>
        <translation>לא ניתן לקבל זאת כפי שזה</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>דבר לא שונה.</translation>
    </message>
    <message>
        <source>Check what was entered and try again.</source>
        <translation>בדקו את מה שהוזן ונסו שוב.</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>לא נמצא</translation>
    </message>
    <message>
        <source>What was asked for is not in this practice.</source>
        <translation>מה שהתבקש אינו נמצא במרפאה זו.</translation>
    </message>
    <message>
        <source>Client not found</source>
        <translation>המטופל לא נמצא</translation>
    </message>
    <message>
        <source>This client is not in the practice any more.</source>
        <translation>מטופל זה כבר אינו רשום במרפאה.</translation>
    </message>
    <message>
        <source>Session not found</source>
        <translation>המפגש לא נמצא</translation>
    </message>
    <message>
        <source>This session is not in the chart any more.</source>
        <translation>מפגש זה כבר אינו בתיק.</translation>
    </message>
    <message>
        <source>Version not found</source>
        <translation>הגרסה לא נמצאה</translation>
    </message>
    <message>
        <source>This session has no version {version}.</source>
        <translation>למפגש זה אין גרסה {version}.</translation>
    </message>
    <message>
        <source>The practice&apos;s record is missing</source>
        <translation>רשומת המרפאה חסרה</translation>
    </message>
    <message>
        <source>The database was opened, but it does not hold this practice.</source>
        <translation>מסד הנתונים נפתח, אך מרפאה זו אינה בו.</translation>
    </message>
    <message>
        <source>This chart cannot be opened</source>
        <translation>לא ניתן לפתוח תיק זה</translation>
    </message>
    <message>
        <source>The key of this client is not in the vault.</source>
        <translation>המפתח של מטופל זה אינו בכספת.</translation>
    </message>
    <message>
        <source>Lock and unlock the practice. If it stays so, restore a backup.</source>
        <translation>נעלו ופתחו את המרפאה. אם המצב נמשך, שחזרו גיבוי.</translation>
    </message>
    <message>
        <source>Conversation not found</source>
        <translation>השיחה לא נמצאה</translation>
    </message>
    <message>
        <source>This conversation is not in the history any more.</source>
        <translation>שיחה זו כבר אינה בהיסטוריה.</translation>
    </message>
    <message>
        <source>This conversation is about another chart</source>
        <translation>שיחה זו היא על תיק אחר</translation>
    </message>
    <message>
        <source>A follow-up stays with the chart its conversation began with, so nothing was asked.</source>
        <translation>שאלת המשך נשארת בתיק שבו החלה השיחה, ולכן דבר לא נשאל.</translation>
    </message>
    <message>
        <source>Start a new conversation.</source>
        <translation>התחילו שיחה חדשה.</translation>
    </message>
    <message>
        <source>Changed elsewhere meanwhile</source>
        <translation>בינתיים שונה במקום אחר</translation>
    </message>
    <message>
        <source>A newer version was saved while you were editing.</source>
        <translation>גרסה חדשה יותר נשמרה בזמן העריכה.</translation>
    </message>
    <message>
        <source>Both texts are still there: compare them, then save again.</source>
        <translation>שני הטקסטים עדיין קיימים: השוו ביניהם ושמרו שוב.</translation>
    </message>
    <message>
        <source>This client&apos;s details were saved by someone else while you were editing.</source>
        <translation>פרטי המטופל נשמרו על ידי מישהו אחר בזמן העריכה.</translation>
    </message>
    <message>
        <source>Open the client again to see the newer details.</source>
        <translation>פתחו את המטופל שוב כדי לראות את הפרטים החדשים.</translation>
    </message>
    <message>
        <source>A newer version of this session was saved while you were writing.</source>
        <translation>גרסה חדשה יותר של המפגש נשמרה בזמן הכתיבה.</translation>
    </message>
    <message>
        <source>Your text is still here: compare both versions, then save again.</source>
        <translation>הטקסט שלכם עדיין כאן: השוו בין הגרסאות ושמרו שוב.</translation>
    </message>
    <message>
        <source>This session is signed</source>
        <translation>מפגש זה חתום</translation>
    </message>
    <message>
        <source>A signed session does not change any more.</source>
        <translation>מפגש חתום אינו משתנה עוד.</translation>
    </message>
    <message>
        <source>Nothing to sign</source>
        <translation>אין על מה לחתום</translation>
    </message>
    <message>
        <source>This session holds no text yet.</source>
        <translation>אין עדיין טקסט במפגש זה.</translation>
    </message>
    <message>
        <source>Write something first.</source>
        <translation>כתבו משהו תחילה.</translation>
    </message>
    <message>
        <source>Too long</source>
        <translation>ארוך מדי</translation>
    </message>
    <message>
        <source>{field} holds {length} characters; {limit} is the most.</source>
        <translation>בשדה {field} יש {length} תווים; המרב הוא {limit}.</translation>
    </message>
    <message>
        <source>Shorten it or go on in another session. Your text is still here.</source>
        <translation>קצרו, או המשיכו במפגש אחר. הטקסט שלכם עדיין כאן.</translation>
    </message>
    <message>
        <source>{field} may hold {limit} characters at most.</source>
        <translation>השדה {field} יכול להכיל {limit} תווים לכל היותר.</translation>
    </message>
    <message>
        <source>Shorten it and save again.</source>
        <translation>קצרו ושמרו שוב.</translation>
    </message>
    <message>
        <source>A name is missing</source>
        <translation>חסר שם</translation>
    </message>
    <message>
        <source>A client needs a first or a last name.</source>
        <translation>למטופל דרוש שם פרטי או שם משפחה.</translation>
    </message>
    <message>
        <source>Enter one and save again.</source>
        <translation>הזינו שם ושמרו שוב.</translation>
    </message>
    <message>
        <source>Unknown value</source>
        <translation>ערך לא מוכר</translation>
    </message>
    <message>
        <source>The sex of a client is one of: {allowed}.</source>
        <translation>המין של מטופל הוא אחד מאלה: {allowed}.</translation>
    </message>
    <message>
        <source>The practice needs a name.</source>
        <translation>למרפאה דרוש שם.</translation>
    </message>
    <message>
        <source>Enter one to go on.</source>
        <translation>הזינו שם כדי להמשיך.</translation>
    </message>
    <message>
        <source>There is a practice already</source>
        <translation>כבר קיימת מרפאה</translation>
    </message>
    <message>
        <source>This data directory holds a practice; it was left as it is.</source>
        <translation>בתיקיית הנתונים הזו יש מרפאה; היא נותרה כפי שהיא.</translation>
    </message>
    <message>
        <source>Unlock it, or choose another data directory.</source>
        <translation>פתחו אותה, או בחרו תיקיית נתונים אחרת.</translation>
    </message>
    <message>
        <source>There is no question</source>
        <translation>אין שאלה</translation>
    </message>
    <message>
        <source>The question is empty.</source>
        <translation>השאלה ריקה.</translation>
    </message>
    <message>
        <source>Write what you want to know.</source>
        <translation>כתבו מה ברצונכם לדעת.</translation>
    </message>
    <message>
        <source>The question is too long</source>
        <translation>השאלה ארוכה מדי</translation>
    </message>
    <message>
        <source>A question may hold {limit} characters.</source>
        <translation>שאלה יכולה להכיל {limit} תווים.</translation>
    </message>
    <message>
        <source>Shorten it, or ask in two steps.</source>
        <translation>קצרו אותה, או שאלו בשני שלבים.</translation>
    </message>
    <message>
        <source>This question was not passed on</source>
        <translation>השאלה לא הועברה</translation>
    </message>
    <message>
        <source>It reads like an instruction to the assistant rather than a question about the record.</source>
        <translation>היא נראית כהוראה לעוזר ולא כשאלה על הרשומה.</translation>
    </message>
    <message>
        <source>Put it in other words.</source>
        <translation>נסחו אותה במילים אחרות.</translation>
    </message>
    <message>
        <source>The limit of questions is reached</source>
        <translation>מכסת השאלות נוצלה</translation>
    </message>
    <message>
        <source>This practice allows a limited number of questions in an hour.</source>
        <translation>במרפאה זו מותר מספר מוגבל של שאלות בשעה.</translation>
    </message>
    <message>
        <source>Try again later; the chart and the search go on working.</source>
        <translation>נסו שוב מאוחר יותר; התיק והחיפוש ממשיכים לפעול.</translation>
    </message>
    <message>
        <source>This file was not imported</source>
        <translation>הקובץ לא יובא</translation>
    </message>
    <message>
        <source>Nothing of it was stored.</source>
        <translation>דבר ממנו לא נשמר.</translation>
    </message>
    <message>
        <source>Check that it holds one chart a line (JSON Lines).</source>
        <translation>ודאו שיש בו תיק אחד בכל שורה (JSON Lines).</translation>
    </message>
    <message>
        <source>This file cannot be read</source>
        <translation>לא ניתן לקרוא את הקובץ</translation>
    </message>
    <message>
        <source>Check that the file is there and that you may read it.</source>
        <translation>ודאו שהקובץ קיים ושיש לכם הרשאת קריאה.</translation>
    </message>
    <message>
        <source>The practice is locked</source>
        <translation>המרפאה נעולה</translation>
    </message>
    <message>
        <source>Its keys are not in memory.</source>
        <translation>המפתחות שלה אינם בזיכרון.</translation>
    </message>
    <message>
        <source>Unlock it and try again.</source>
        <translation>פתחו את הנעילה ונסו שוב.</translation>
    </message>
    <message>
        <source>That did not unlock the practice</source>
        <translation>המרפאה לא נפתחה</translation>
    </message>
    <message>
        <source>The passphrase or key is wrong, or the vault file is damaged. Nothing was changed.</source>
        <translation>ביטוי הסיסמה או המפתח שגוי, או שקובץ הכספת פגום. דבר לא שונה.</translation>
    </message>
    <message>
        <source>Check the keyboard language and Caps Lock, or use the recovery key.</source>
        <translation>בדקו את שפת המקלדת ואת Caps Lock, או השתמשו במפתח השחזור.</translation>
    </message>
    <message>
        <source>The passphrase is too short</source>
        <translation>ביטוי הסיסמה קצר מדי</translation>
    </message>
    <message>
        <source>It needs {minimum} characters or more.</source>
        <translation>נדרשים {minimum} תווים לפחות.</translation>
    </message>
    <message>
        <source>Several uncommon words are easy to remember and hard to guess.</source>
        <translation>כמה מילים לא שכיחות קלות לזכירה וקשות לניחוש.</translation>
    </message>
    <message>
        <source>This is not a whole recovery key</source>
        <translation>זה אינו מפתח שחזור שלם</translation>
    </message>
    <message>
        <source>A letter is missing or wrong: its checksum does not fit.</source>
        <translation>אות חסרה או שגויה: סיכום הביקורת אינו תואם.</translation>
    </message>
    <message>
        <source>Compare it with the printed key, group by group.</source>
        <translation>השוו אותו למפתח המודפס, קבוצה אחר קבוצה.</translation>
    </message>
    <message>
        <source>A sealed record does not open</source>
        <translation>רשומה מוצפנת אינה נפתחת</translation>
    </message>
    <message>
        <source>It was changed or damaged outside this program, so it is not shown.</source>
        <translation>היא שונתה או נפגמה מחוץ לתוכנה, ולכן אינה מוצגת.</translation>
    </message>
    <message>
        <source>Restore a backup from before; the rest of the record is not affected.</source>
        <translation>שחזרו גיבוי קודם; שאר הרשומה לא נפגעה.</translation>
    </message>
    <message>
        <source>A record is older than it was</source>
        <translation>רשומה ישנה מכפי שהייתה</translation>
    </message>
    <message>
        <source>It opens, but an older version was put in the place of the last one, so it is not used.</source>
        <translation>היא נפתחת, אך גרסה ישנה הושמה במקום האחרונה, ולכן אין משתמשים בה.</translation>
    </message>
    <message>
        <source>Restore a backup from before, and ask who had access to this computer.</source>
        <translation>שחזרו גיבוי מלפני כן, ובררו למי הייתה גישה למחשב.</translation>
    </message>
    <message>
        <source>The vault cannot be read</source>
        <translation>לא ניתן לקרוא את הכספת</translation>
    </message>
    <message>
        <source>It has a form that this version refuses.</source>
        <translation>יש לה מבנה שגרסה זו דוחה.</translation>
    </message>
    <message>
        <source>Update Anamnesis, or restore the vault file from a backup.</source>
        <translation>עדכנו את Anamnesis, או שחזרו את קובץ הכספת מגיבוי.</translation>
    </message>
    <message>
        <source>The vault is from another version</source>
        <translation>הכספת היא מגרסה אחרת</translation>
    </message>
    <message>
        <source>It has format {found}; this version knows {known}.</source>
        <translation>המבנה שלה הוא {found}; גרסה זו מכירה את {known}.</translation>
    </message>
    <message>
        <source>Update Anamnesis and open it again. Nothing was changed.</source>
        <translation>עדכנו את Anamnesis ופתחו שוב. דבר לא שונה.</translation>
    </message>
    <message>
        <source>A sealed record is from another version</source>
        <translation>רשומה מוצפנת היא מגרסה אחרת</translation>
    </message>
    <message>
        <source>It has a form that this version does not know, so it is not opened.</source>
        <translation>יש לה מבנה שגרסה זו אינה מכירה, ולכן אינה נפתחת.</translation>
    </message>
    <message>
        <source>The vault file was changed</source>
        <translation>קובץ הכספת שונה</translation>
    </message>
    <message>
        <source>It asks for a protection that is too weak or too costly to be genuine.</source>
        <translation>הוא דורש הגנה חלשה מדי או יקרה מדי מכדי להיות אמיתי.</translation>
    </message>
    <message>
        <source>Restore the vault file from a backup.</source>
        <translation>שחזרו את קובץ הכספת מגיבוי.</translation>
    </message>
    <message>
        <source>The vault file is damaged</source>
        <translation>קובץ הכספת פגום</translation>
    </message>
    <message>
        <source>It cannot be read. Without it the records stay sealed.</source>
        <translation>לא ניתן לקרוא אותו. בלעדיו הרשומות נשארות מוצפנות.</translation>
    </message>
    <message>
        <source>The vault file is missing</source>
        <translation>קובץ הכספת חסר</translation>
    </message>
    <message>
        <source>There are records here, but {file}, which holds their keys, is not.</source>
        <translation>יש כאן רשומות, אך {file}, שבו המפתחות שלהן, חסר.</translation>
    </message>
    <message>
        <source>Restore it from a backup into the data directory.</source>
        <translation>שחזרו אותו מגיבוי אל תיקיית הנתונים.</translation>
    </message>
    <message>
        <source>The encryption does not work on this computer</source>
        <translation>ההצפנה אינה פועלת במחשב זה</translation>
    </message>
    <message>
        <source>A self-test at the start gave a wrong result, so nothing was opened.</source>
        <translation>בדיקה עצמית בהפעלה נתנה תוצאה שגויה, ולכן דבר לא נפתח.</translation>
    </message>
    <message>
        <source>Install Anamnesis again. If it stays so, the computer&apos;s memory may be faulty.</source>
        <translation>התקינו את Anamnesis מחדש. אם המצב נמשך, ייתכן שזיכרון המחשב תקול.</translation>
    </message>
    <message>
        <source>Anamnesis: recovery key

Practice: {practice}

{key}

This key opens every note of the practice if the passphrase is lost. Nobody can make another one from outside. Keep it away from the computer and from everyone who may not read the notes.
</source>
        <translation>‏Anamnesis: מפתח שחזור

מרפאה: {practice}

{key}

מפתח זה פותח את כל רשומות המרפאה אם ביטוי הסיסמה אבד. איש אינו יכול ליצור מפתח נוסף מבחוץ. שמרו אותו הרחק מהמחשב וממי שאינו רשאי לקרוא את הרשומות.
</translation>
    </message>
    <message>
        <source>Checking this computer and the data directory</source>
        <translation>בדיקת המחשב ותיקיית הנתונים</translation>
    </message>
    <message>
        <source>Starting the private database</source>
        <translation>הפעלת מסד הנתונים הפרטי</translation>
    </message>
    <message>
        <source>Bringing the database up to date</source>
        <translation>עדכון מסד הנתונים</translation>
    </message>
    <message>
        <source>Making the keys</source>
        <translation>יצירת המפתחות</translation>
    </message>
    <message>
        <source>Writing the first records</source>
        <translation>כתיבת הרשומות הראשונות</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>בעבודה</translation>
    </message>
    <message>
        <source>There is no practice here</source>
        <translation>אין כאן מרפאה</translation>
    </message>
    <message>
        <source>{directory} holds no practice.</source>
        <translation>אין מרפאה ב־{directory}.</translation>
    </message>
    <message>
        <source>Create one with “anamnesis init --practice NAME”, or name another directory.</source>
        <translation>צרו אחת באמצעות ‎“anamnesis init --practice NAME”‎, או ציינו תיקייה אחרת.</translation>
    </message>
    <message>
        <source>No such client</source>
        <translation>אין לקוח כזה</translation>
    </message>
    <message>
        <source>No client has the id {client}.</source>
        <translation>לאף לקוח אין המזהה {client}.</translation>
    </message>
    <message>
        <source>Use the id that came with the import, or the practice&apos;s own.</source>
        <translation>השתמשו במזהה שהגיע עם הייבוא, או במזהה של המרפאה.</translation>
    </message>
    <message>
        <source>The file is there already</source>
        <translation>הקובץ כבר קיים</translation>
    </message>
    <message>
        <source>{file} exists and was not overwritten; nothing was changed.</source>
        <translation>הקובץ {file} קיים ולא נכתב מחדש; דבר לא שונה.</translation>
    </message>
    <message>
        <source>{file}: {reason}. Nothing was changed.</source>
        <translation>הקובץ {file}: {reason}. דבר לא שונה.</translation>
    </message>
    <message>
        <source>The two passphrases are not the same; nothing was changed.</source>
        <translation>שני ביטויי הסיסמה אינם זהים; דבר לא שונה.</translation>
    </message>
    <message>
        <source>Name a new file for the recovery key.</source>
        <translation>ציינו קובץ חדש למפתח השחזור.</translation>
    </message>
    <message>
        <source>{file} exists and was not overwritten.</source>
        <translation>הקובץ {file} קיים ולא נכתב מחדש.</translation>
    </message>
    <message>
        <source>Name a new file.</source>
        <translation>ציינו קובץ חדש.</translation>
    </message>
    <message>
        <source>This is not the demo practice</source>
        <translation>זו אינה מרפאת ההדגמה</translation>
    </message>
    <message>
        <source>{directory} holds another practice; no fictional client was added to it.</source>
        <translation>בתיקייה {directory} יש מרפאה אחרת; לא נוסף אליה אף לקוח בדיוני.</translation>
    </message>
    <message>
        <source>Name an empty directory, or leave --data-dir out.</source>
        <translation>ציינו תיקייה ריקה, או השמיטו את ‎--data-dir.</translation>
    </message>
    <message>
        <source>The recovery key cannot be written there</source>
        <translation>אי אפשר לכתוב שם את מפתח השחזור</translation>
    </message>
    <message>
        <source>Name a file in a folder that is there and yours.</source>
        <translation>ציינו קובץ בתיקייה קיימת שלכם.</translation>
    </message>
    <message>
        <source>The passphrases differ</source>
        <translation>ביטויי הסיסמה שונים זה מזה</translation>
    </message>
    <message>
        <source>Type it again, twice the same.</source>
        <translation>הקלידו שוב, פעמיים אותו הדבר.</translation>
    </message>
    <message>
        <source>The passphrase file cannot be read</source>
        <translation>לא ניתן לקרוא את קובץ ביטוי הסיסמה</translation>
    </message>
    <message>
        <source>{file} cannot be read as UTF-8 text.</source>
        <translation>לא ניתן לקרוא את {file} כטקסט UTF-8.</translation>
    </message>
    <message>
        <source>Check its name and its permissions; its first line is the passphrase.</source>
        <translation>בדקו את שמו ואת ההרשאות שלו; השורה הראשונה היא ביטוי הסיסמה.</translation>
    </message>
    <message>
        <source>The batch file cannot be read</source>
        <translation>לא ניתן לקרוא את קובץ האצווה</translation>
    </message>
    <message>
        <source>Check its name and its permissions.</source>
        <translation>בדקו את שמו ואת ההרשאות שלו.</translation>
    </message>
    <message>
        <source>The batch file is not JSON Lines</source>
        <translation>קובץ האצווה אינו JSON Lines</translation>
    </message>
    <message>
        <source>Line {line} of {file} is not a JSON document; no question was asked.</source>
        <translation>שורה {line} של {file} אינה מסמך JSON; לא נשאלה אף שאלה.</translation>
    </message>
    <message>
        <source>Write one JSON object a line.</source>
        <translation>כתבו אובייקט JSON אחד בכל שורה.</translation>
    </message>
    <message>
        <source>A line has no question</source>
        <translation>בשורה חסרה שאלה</translation>
    </message>
    <message>
        <source>Line {line} of {file} has no text under “question”; no question was asked.</source>
        <translation>בשורה {line} של {file} אין טקסט תחת “question”; לא נשאלה אף שאלה.</translation>
    </message>
    <message>
        <source>Give each line at least “id”, “question” and “client_id”.</source>
        <translation>כללו בכל שורה לפחות “id”,‏ “question” ו־“client_id”.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>פתיחה</translation>
    </message>
    <message>
        <source>Failed unlock</source>
        <translation>פתיחה שנכשלה</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>נעילה</translation>
    </message>
    <message>
        <source>Client added</source>
        <translation>נוסף מטופל</translation>
    </message>
    <message>
        <source>Chart opened</source>
        <translation>נפתח תיק</translation>
    </message>
    <message>
        <source>Client changed</source>
        <translation>שונו פרטי מטופל</translation>
    </message>
    <message>
        <source>Session begun</source>
        <translation>נפתח מפגש</translation>
    </message>
    <message>
        <source>Session opened</source>
        <translation>מפגש נקרא</translation>
    </message>
    <message>
        <source>Session changed</source>
        <translation>מפגש שונה</translation>
    </message>
    <message>
        <source>Session signed</source>
        <translation>מפגש נחתם</translation>
    </message>
    <message>
        <source>Question asked</source>
        <translation>נשאלה שאלה</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>חיפוש</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>ייבוא</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>ייצוא</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>הדפסה</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>העתקה</translation>
    </message>
    <message>
        <source>Client erased for good</source>
        <translation>מטופל נמחק לצמיתות</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>גיבוי</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>שחזור</translation>
    </message>
    <message>
        <source>Person added</source>
        <translation>נוסף אדם</translation>
    </message>
    <message>
        <source>Person renamed</source>
        <translation>שונה שם של אדם</translation>
    </message>
    <message>
        <source>Person removed</source>
        <translation>הוסר אדם</translation>
    </message>
    <message>
        <source>Change of passphrase</source>
        <translation>החלפת ביטוי סיסמה</translation>
    </message>
    <message>
        <source>Change of recovery key</source>
        <translation>החלפת מפתח שחזור</translation>
    </message>
    <message>
        <source>Computer remembered</source>
        <translation>המחשב נזכר</translation>
    </message>
    <message>
        <source>Computer forgotten</source>
        <translation>המחשב נשכח</translation>
    </message>
    <message>
        <source>Keys rotated</source>
        <translation>המפתחות הוחלפו</translation>
    </message>
    <message>
        <source>Keys renewed</source>
        <translation>המפתחות חודשו</translation>
    </message>
    <message>
        <source>Practice created</source>
        <translation>המרפאה נוצרה</translation>
    </message>
    <message>
        <source>Settings changed</source>
        <translation>ההגדרות שונו</translation>
    </message>
    <message>
        <source>Records not as written</source>
        <translation>רשומות שאינן כפי שנכתבו</translation>
    </message>
    <message>
        <source>Older records accepted</source>
        <translation>רשומות ישנות התקבלו</translation>
    </message>
    <message>
        <source>Chain of the log begun</source>
        <translation>שרשרת היומן החלה</translation>
    </message>
    <message>
        <source>Audit log exported</source>
        <translation>יומן הביקורת יוצא</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>מטופל</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>מפגש</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>שיחה</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>אדם</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>ניסיון</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>בוצע</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>נכשל</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>נדחה</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>נעצר</translation>
    </message>
    <message>
        <source>Something found</source>
        <translation>נמצא משהו</translation>
    </message>
    <message>
        <source>Not in the record</source>
        <translation>לא ברשומה</translation>
    </message>
    <message>
        <source>Entries are missing before entry {position}.</source>
        <translation>חסרים רישומים לפני רישום {position}.</translation>
    </message>
    <message>
        <source>Entry {position} is there twice.</source>
        <translation>רישום {position} מופיע פעמיים.</translation>
    </message>
    <message>
        <source>Entry {position} was changed.</source>
        <translation>רישום {position} שונה.</translation>
    </message>
    <message>
        <source>Entry {position} was not written by this program.</source>
        <translation>רישום {position} לא נכתב בידי תוכנה זו.</translation>
    </message>
    <message>
        <source>Entry {position} says one thing in the clear and another under seal.</source>
        <translation>ברישום {position} הגלוי אינו תואם את החתום.</translation>
    </message>
    <message>
        <source>The newest entries were cut off.</source>
        <translation>הרישומים החדשים ביותר נקטעו.</translation>
    </message>
    <message>
        <source>From entry {position} on there are two histories.</source>
        <translation>מרישום {position} ואילך יש שתי היסטוריות.</translation>
    </message>
    <message>
        <source>The end of the log is missing.</source>
        <translation>סוף היומן חסר.</translation>
    </message>
    <message>
        <source>The signed checkpoint at entry {position} is not valid.</source>
        <translation>נקודת הביקורת החתומה ברישום {position} אינה תקפה.</translation>
    </message>
    <message>
        <source>The key with which you check the log is damaged.</source>
        <translation>המפתח שבו נבדק היומן פגום.</translation>
    </message>
    <message>
        <source>The checkpoint kept outside the database is damaged.</source>
        <translation>נקודת הביקורת השמורה מחוץ למסד הנתונים פגומה.</translation>
    </message>
    <message>
        <source>The checkpoint kept outside the database is missing.</source>
        <translation>נקודת הביקורת השמורה מחוץ למסד הנתונים חסרה.</translation>
    </message>
    <message>
        <source>The log was damaged, and an owner had it begin again at entry {position}.</source>
        <translation>היומן נפגם, ובעלים הורה להתחילו מחדש ברשומה {position}.</translation>
    </message>
    <message>
        <source>The exported file was changed.</source>
        <translation>הקובץ המיוצא שונה.</translation>
    </message>
    <message>
        <source>The database is older than the one last used here: it was put back.</source>
        <translation>מסד הנתונים ישן מזה ששימש כאן לאחרונה: הוא הוחזר לאחור.</translation>
    </message>
    <message>
        <source>The database went on somewhere else than on this computer.</source>
        <translation>מסד הנתונים המשיך במקום אחר ולא במחשב הזה.</translation>
    </message>
    <message>
        <source>The vault file is older than the one last used here: it was put back.</source>
        <translation>קובץ הכספת ישן מזה ששימש כאן לאחרונה: הוא הוחזר לאחור.</translation>
    </message>
    <message>
        <source>The vault file lacks changes of the members that were made here: it was replaced.</source>
        <translation>בקובץ הכספת חסרים שינויים של החברים שנעשו כאן: הוא הוחלף.</translation>
    </message>
    <message>
        <source>The audit log is damaged: records can be read, and nothing can be saved until an owner accepts it.</source>
        <translation>יומן הביקורת פגום: אפשר לקרוא רשומות, ואי אפשר לשמור דבר עד שבעלים יאשר זאת.</translation>
    </message>
    <message>
        <source>The backup is older than a later one that was made.</source>
        <translation>הגיבוי ישן מגיבוי מאוחר יותר שנעשה.</translation>
    </message>
    <message>
        <source>A record is older than what was last written there.</source>
        <translation>רשומה ישנה ממה שנכתב בה לאחרונה.</translation>
    </message>
    <message>
        <source>A record is missing.</source>
        <translation>רשומה חסרה.</translation>
    </message>
    <message>
        <source>A record is there that this program did not write.</source>
        <translation>יש רשומה שהתוכנה לא כתבה.</translation>
    </message>
    <message>
        <source>A record does not open: it was changed or damaged.</source>
        <translation>רשומה אינה נפתחת: היא שונתה או נפגמה.</translation>
    </message>
    <message>
        <source>The key of a client does not open, and with it their chart.</source>
        <translation>מפתח של מטופל אינו נפתח, ועמו גם התיק.</translation>
    </message>
    <message>
        <source>The list of a client&apos;s records is missing.</source>
        <translation>רשימת הרשומות של מטופל חסרה.</translation>
    </message>
    <message>
        <source>The list of a client&apos;s records is older than the last one.</source>
        <translation>רשימת הרשומות של מטופל ישנה מהאחרונה.</translation>
    </message>
    <message>
        <source>The list of a client&apos;s records was changed or damaged.</source>
        <translation>רשימת הרשומות של מטופל שונתה או נפגמה.</translation>
    </message>
    <message>
        <source>The note of the last state, kept beside the database, is damaged.</source>
        <translation>תיעוד המצב האחרון, השמור לצד מסד הנתונים, פגום.</translation>
    </message>
    <message>
        <source>The note of the last state, kept beside the database, is missing.</source>
        <translation>תיעוד המצב האחרון, השמור לצד מסד הנתונים, חסר.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>ביטוי סיסמה</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>מפתח שחזור</translation>
    </message>
    <message>
        <source>This computer&apos;s keyring</source>
        <translation>מאגר המפתחות של מחשב זה</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>בעלים</translation>
    </message>
    <message>
        <source>Clinician</source>
        <translation>קלינאי/ת</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>מבקר/ת</translation>
    </message>
    <message>
        <source>Reads and writes every chart, and looks after keys, people and the audit log.</source>
        <translation>קריאה וכתיבה בכל התיקים, וטיפול במפתחות, באנשים וביומן הביקורת.</translation>
    </message>
    <message>
        <source>Reads and writes every chart. Does not manage keys or people.</source>
        <translation>קריאה וכתיבה בכל התיקים. בלי ניהול מפתחות או אנשים.</translation>
    </message>
    <message>
        <source>Reads the audit log only. Holds no key that opens a chart.</source>
        <translation>קריאת יומן הביקורת בלבד. אין מפתח שפותח תיק.</translation>
    </message>
</context>
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Anamnesis</source>
        <translation>אודות Anamnesis</translation>
    </message>
    <message>
        <source>Anamnesis</source>
        <translation>Anamnesis</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>גרסה {version}</translation>
    </message>
    <message>
        <source>Nothing leaves this computer. The assistant reports what the record says; it is no medical device and gives no treatment advice.</source>
        <translation>דבר אינו יוצא ממחשב זה. העוזר מדווח מה כתוב ברשומה; הוא אינו מכשיר רפואי ואינו נותן ייעוץ טיפולי.</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>רכיב</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>רישיון</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>רישיונות</translation>
    </message>
</context>
<context>
    <name>AddPersonDialog</name>
    <message>
        <source>Add a person</source>
        <translation>הוספת אדם</translation>
    </message>
    <message>
        <source>Add person</source>
        <translation>הוספה</translation>
    </message>
    <message>
        <source>&amp;Name they sign in with</source>
        <translation>השם שאיתו נכנסים</translation>
    </message>
    <message>
        <source>It is shown on the lock screen, before anything is unlocked.</source>
        <translation>הוא מוצג במסך הנעילה, לפני שדבר נפתח.</translation>
    </message>
    <message>
        <source>Now let the person sit down here: they type their own passphrase, and only they know it.</source>
        <translation>כעת תנו לאדם לשבת כאן: ביטוי הסיסמה יוקלד על ידו, ורק הוא יודע אותו.</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>תפקיד</translation>
    </message>
    <message>
        <source>Adding the person</source>
        <translation>מוסיפים את האדם</translation>
    </message>
</context>
<context>
    <name>AnswerNotice</name>
    <message>
        <source>You stopped it before its end; what is shown was checked.</source>
        <translation>עצרתם אותו לפני הסוף; מה שמוצג נבדק.</translation>
    </message>
    <message>
        <source>The language model failed before its end; what is shown was checked.</source>
        <translation>מודל השפה כשל לפני הסוף; מה שמוצג נבדק.</translation>
    </message>
    <message>
        <source>The language model did not come to its end; what is shown was checked.</source>
        <translation>מודל השפה לא הגיע לסוף; מה שמוצג נבדק.</translation>
    </message>
    <message>
        <source>No language model is ready.</source>
        <translation>אין מודל שפה מוכן.</translation>
    </message>
    <message>
        <source>The engine failed several times and is resting; it tries again within a minute.</source>
        <translation>המנוע כשל כמה פעמים ונמצא במנוחה; הוא ינסה שוב בתוך דקה.</translation>
    </message>
    <message>
        <source>You stopped it; nothing that had been written is shown.</source>
        <translation>עצרתם אותו; דבר ממה שנכתב אינו מוצג.</translation>
    </message>
    <message>
        <source>The model found no answer in these passages.</source>
        <translation>המודל לא מצא תשובה בקטעים אלה.</translation>
    </message>
    <message>
        <source>The question is so long that the model had no room for the passages.</source>
        <translation>השאלה ארוכה כל כך שלמודל לא נותר מקום לקטעים.</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>לא נמצא דבר.</translation>
    </message>
    <message>
        <source>No note shares a word with the question; meaning could not be searched.</source>
        <translation>אין רשומה שיש לה מילה משותפת עם השאלה; לא היה אפשר לחפש לפי משמעות.</translation>
    </message>
    <message>
        <source>What was found has nothing to do with the question.</source>
        <translation>מה שנמצא אינו נוגע לשאלה.</translation>
    </message>
    <message>
        <source>The value asked for is not noted where its subject is.</source>
        <translation>הערך המבוקש אינו רשום במקום שבו נזכר נושאו.</translation>
    </message>
    <message>
        <source>The language model failed while writing; what it had written was dropped.</source>
        <translation>מודל השפה כשל במהלך הכתיבה; מה שכתב הושלך.</translation>
    </message>
    <message>
        <source>Nothing that the model wrote was supported by the words it cited.</source>
        <translation>דבר ממה שכתב המודל לא נתמך במילים שציטט.</translation>
    </message>
    <message>
        <source>The language model could not be used.</source>
        <translation>לא ניתן היה להשתמש במודל השפה.</translation>
    </message>
</context>
<context>
    <name>AnswerView</name>
    <message>
        <source>Copy with sources</source>
        <translation>העתקה עם המקורות</translation>
    </message>
    <message>
        <source>Not in the record</source>
        <translation>אינו ברשומה</translation>
    </message>
    <message>
        <source>Not written by a model: these are the record&apos;s own words</source>
        <translation>לא נכתב על ידי מודל: אלה מילות הרשומה עצמה</translation>
    </message>
    <message>
        <source>Written by {model} from the practice&apos;s charts</source>
        <translation>נכתב על ידי {model} מתוך תיקי המרפאה</translation>
    </message>
    <message>
        <source>Written by {model} from this chart</source>
        <translation>נכתב על ידי {model} מתוך תיק זה</translation>
    </message>
    <message>
        <source>Nothing that was searched answers this question.</source>
        <translation>דבר ממה שנסרק אינו עונה על השאלה.</translation>
    </message>
    <message>
        <source>Given before to the same question; the record has not changed since.</source>
        <translation>ניתנה קודם על אותה שאלה; הרשומה לא השתנתה מאז.</translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) did not fit into what the model can read.</source>
        <translation>
            <numerusform>קטע אחד לא נכנס למה שהמודל יכול לקרוא.</numerusform>
            <numerusform>%n קטעים לא נכנסו למה שהמודל יכול לקרוא.</numerusform>
        </translation>
    </message>
    <message>
        <source>Copies the answer; the clipboard is cleared after 30 seconds</source>
        <translation>מעתיק את התשובה; לוח ההעתקה מתנקה לאחר 30 שניות</translation>
    </message>
</context>
<context>
    <name>AskPanel</name>
    <message>
        <source>History</source>
        <translation>היסטוריה</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>שיחה חדשה</translation>
    </message>
    <message>
        <source>the whole practice</source>
        <translation>כל המרפאה</translation>
    </message>
    <message>
        <source>Ask the whole practice</source>
        <translation>שאלה על כל המרפאה</translation>
    </message>
    <message>
        <source>A question about all charts</source>
        <translation>שאלה על כל התיקים</translation>
    </message>
    <message>
        <source>Ask {name}&apos;s chart</source>
        <translation>שאלה על התיק של {name}</translation>
    </message>
    <message>
        <source>A question about this chart</source>
        <translation>שאלה על תיק זה</translation>
    </message>
    <message>
        <source>Ask a chart</source>
        <translation>שאלה על תיק</translation>
    </message>
    <message>
        <source>Open a chart to ask about it</source>
        <translation>פתחו תיק כדי לשאול עליו</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>חזרה</translation>
    </message>
    <message>
        <source>The answer quotes the notes it comes from; click a quote to see it in its note.</source>
        <translation>התשובה מצטטת את הרישומים שמהם היא באה; לחצו על ציטוט כדי לראות אותו במקומו.</translation>
    </message>
    <message>
        <source>Choose a client, or ask the whole practice.</source>
        <translation>בחרו מטופל, או שאלו על כל המרפאה.</translation>
    </message>
    <message>
        <source>This client</source>
        <translation>מטופל זה</translation>
    </message>
    <message>
        <source>Whole practice</source>
        <translation>כל המרפאה</translation>
    </message>
    <message>
        <source>Search only the chart that is open</source>
        <translation>חיפוש בתיק הפתוח בלבד</translation>
    </message>
    <message>
        <source>Search the charts of all clients</source>
        <translation>חיפוש בתיקים של כל המטופלים</translation>
    </message>
    <message>
        <source>Earlier conversations</source>
        <translation>שיחות קודמות</translation>
    </message>
    <message>
        <source>Begin again without the questions before</source>
        <translation>להתחיל מחדש בלי השאלות הקודמות</translation>
    </message>
</context>
<context>
    <name>AuditFilters</name>
    <message>
        <source>Person</source>
        <translation>אדם</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>מטופל</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>פעולה</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>תקופה</translation>
    </message>
    <message>
        <source>&amp;Failed unlocks</source>
        <translation>פתיחות שנכשלו</translation>
    </message>
    <message>
        <source>Everyone</source>
        <translation>כולם</translation>
    </message>
    <message>
        <source>All clients</source>
        <translation>כל המטופלים</translation>
    </message>
    <message>
        <source>All actions</source>
        <translation>כל הפעולות</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>כל הזמנים</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>היום</translation>
    </message>
    <message numerus="yes">
        <source>Last %n day(s)</source>
        <translation>
            <numerusform>היום האחרון</numerusform>
            <numerusform>%n הימים האחרונים</numerusform>
        </translation>
    </message>
    <message>
        <source>From … until …</source>
        <translation>מתאריך … עד …</translation>
    </message>
    <message>
        <source>From this day</source>
        <translation>מיום זה</translation>
    </message>
    <message>
        <source>Until this day</source>
        <translation>עד יום זה</translation>
    </message>
    <message>
        <source>From</source>
        <translation>מ־</translation>
    </message>
    <message>
        <source>until</source>
        <translation>עד</translation>
    </message>
</context>
<context>
    <name>AuditLogPage</name>
    <message>
        <source>Audit log</source>
        <translation>יומן ביקורת</translation>
    </message>
    <message>
        <source>Entries of the audit log</source>
        <translation>רישומי יומן הביקורת</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>אימות</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>ייצוא…</translation>
    </message>
    <message>
        <source>Exporting the audit log</source>
        <translation>מייצאים את יומן הביקורת</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s)</source>
        <translation>
            <numerusform>רישום אחד</numerusform>
            <numerusform>%n רישומים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The newest %n entry(s); scroll for older ones</source>
        <translation>
            <numerusform>הרישום החדש ביותר; גללו לישנים יותר</numerusform>
            <numerusform>%n הרישומים החדשים ביותר; גללו לישנים יותר</numerusform>
        </translation>
    </message>
    <message>
        <source>No failed unlocks</source>
        <translation>אין פתיחות שנכשלו</translation>
    </message>
    <message>
        <source>Nobody tried a wrong passphrase in this period.</source>
        <translation>איש לא ניסה ביטוי סיסמה שגוי בתקופה זו.</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>הצגת הכול</translation>
    </message>
    <message>
        <source>No entry matches</source>
        <translation>אין רישום מתאים</translation>
    </message>
    <message>
        <source>Choose another person, client, action or period.</source>
        <translation>בחרו אדם, מטופל, פעולה או תקופה אחרים.</translation>
    </message>
    <message>
        <source>The log is empty</source>
        <translation>היומן ריק</translation>
    </message>
    <message>
        <source>Everything that is done from now on is entered here.</source>
        <translation>כל מה שייעשה מעתה יירשם כאן.</translation>
    </message>
    <message>
        <source>Verifying the audit log</source>
        <translation>מאמתים את יומן הביקורת</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) checked,</source>
        <translation>
            <numerusform>נבדק רישום אחד,</numerusform>
            <numerusform>נבדקו %n רישומים,</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n signed checkpoint(s),</source>
        <translation>
            <numerusform>נקודת ביקורת חתומה אחת,</numerusform>
            <numerusform>%n נקודות ביקורת חתומות,</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) after the last one.</source>
        <translation>
            <numerusform>רישום אחד אחרי האחרונה.</numerusform>
            <numerusform>%n רישומים אחרי האחרונה.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n older entry(s) from before the chain.</source>
        <translation>
            <numerusform>רישום אחד ישן יותר, מלפני השרשרת.</numerusform>
            <numerusform>%n רישומים ישנים יותר, מלפני השרשרת.</numerusform>
        </translation>
    </message>
    <message>
        <source>The codes that only this program can make could not be checked.</source>
        <translation>לא ניתן היה לבדוק את הקודים שרק תוכנה זו יכולה ליצור.</translation>
    </message>
    <message>
        <source>The log is whole</source>
        <translation>היומן שלם</translation>
    </message>
    <message>
        <source>Entries after the last checkpoint could be cut off without a trace; each lock makes one.</source>
        <translation>רישומים שאחרי נקודת הביקורת האחרונה עלולים להיקטע בלי להותיר סימן; כל נעילה יוצרת נקודה כזו.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more.</source>
        <translation>
            <numerusform>ועוד אחד.</numerusform>
            <numerusform>ועוד %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>The log was touched</source>
        <translation>נגעו ביומן</translation>
    </message>
    <message>
        <source>Export it, keep the file, and ask who had access to this computer or its database.</source>
        <translation>ייצאו אותו, שמרו את הקובץ, ובררו למי הייתה גישה למחשב או למסד הנתונים.</translation>
    </message>
    <message>
        <source>Export the audit log</source>
        <translation>ייצוא יומן הביקורת</translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl)</source>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>יוצא</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) in {file}. Others can verify it without keys.</source>
        <translation>
            <numerusform>רישום אחד ב־{file}. אחרים יכולים לאמת אותו בלי מפתחות.</numerusform>
            <numerusform>%n רישומים ב־{file}. אחרים יכולים לאמת אותם בלי מפתחות.</numerusform>
        </translation>
    </message>
    <message>
        <source>It holds no clinical text, but says who worked when.</source>
        <translation>אין בו טקסט קליני, אך כתוב בו מי עבד ומתי.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>נעצר</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>דבר לא שונה.</translation>
    </message>
</context>
<context>
    <name>AuditModel</name>
    <message>
        <source>Time</source>
        <translation>זמן</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>אדם</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>פעולה</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>נושא</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>תוצאה</translation>
    </message>
    <message>
        <source>This entry was changed</source>
        <translation>רישום זה שונה</translation>
    </message>
    <message>
        <source>Nobody signed in</source>
        <translation>ללא כניסה</translation>
    </message>
    <message>
        <source>Entry {number}</source>
        <translation>רישום {number}</translation>
    </message>
    <message>
        <source>On {computer}</source>
        <translation>במחשב {computer}</translation>
    </message>
</context>
<context>
    <name>AuditorPage</name>
    <message>
        <source>Signed in as {name}, auditor: you see who did what and when, but no clinical text.</source>
        <translation>נכנסתם בשם {name}, בתפקיד ביקורת: אתם רואים מי עשה מה ומתי, אך שום טקסט קליני.</translation>
    </message>
    <message>
        <source>Open the audit log</source>
        <translation>פתיחת יומן הביקורת</translation>
    </message>
</context>
<context>
    <name>ChartView</name>
    <message>
        <source>No chart open</source>
        <translation>אין תיק פתוח</translation>
    </message>
    <message>
        <source>Choose a client from the list, or press Ctrl+F and type a name.</source>
        <translation>בחרו מטופל מהרשימה, או הקישו Ctrl+F והקלידו שם.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>ניסיון נוסף</translation>
    </message>
    <message>
        <source>Opening the chart…</source>
        <translation>התיק נפתח…</translation>
    </message>
    <message>
        <source>No sessions yet</source>
        <translation>אין עדיין מפגשים</translation>
    </message>
    <message>
        <source>Start the first one; it is saved while you write.</source>
        <translation>התחילו את הראשון; הוא נשמר תוך כדי כתיבה.</translation>
    </message>
    <message>
        <source>New session</source>
        <translation>מפגש חדש</translation>
    </message>
    <message>
        <source>The quoted words could not be found in this note</source>
        <translation>המילים המצוטטות לא נמצאו ברישום זה</translation>
    </message>
</context>
<context>
    <name>ClientDialog</name>
    <message>
        <source>Save client</source>
        <translation>שמירת המטופל</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>ביטול</translation>
    </message>
    <message>
        <source>New client</source>
        <translation>מטופל חדש</translation>
    </message>
    <message>
        <source>Details of {name}</source>
        <translation>הפרטים של {name}</translation>
    </message>
    <message>
        <source>What you typed is not stored</source>
        <translation>מה שהוקלד לא נשמר</translation>
    </message>
    <message>
        <source>Closing now discards it.</source>
        <translation>סגירה כעת תשליך אותו.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>השלכה</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>נשמר…</translation>
    </message>
</context>
<context>
    <name>ClientIdentity</name>
    <message>
        <source>female</source>
        <translation>נקבה</translation>
    </message>
    <message>
        <source>male</source>
        <translation>זכר</translation>
    </message>
    <message>
        <source>other sex</source>
        <translation>מין אחר</translation>
    </message>
    <message>
        <source>sex unknown</source>
        <translation>מין לא ידוע</translation>
    </message>
    <message>
        <source>F</source>
        <translation>נ׳</translation>
    </message>
    <message>
        <source>M</source>
        <translation>ז׳</translation>
    </message>
    <message>
        <source>X</source>
        <translation>א׳</translation>
    </message>
    <message>
        <source>birth date unknown</source>
        <translation>תאריך לידה לא ידוע</translation>
    </message>
    <message>
        <source>{years} years old</source>
        <translation>בגיל {years}</translation>
    </message>
    <message>
        <source>born {day}</source>
        <translation>תאריך לידה {day}</translation>
    </message>
    <message>
        <source>allergies: {names}</source>
        <translation>אלרגיות: {names}</translation>
    </message>
    <message>
        <source>alerts: {names}</source>
        <translation>התראות: {names}</translation>
    </message>
</context>
<context>
    <name>ClientListView</name>
    <message>
        <source>New client</source>
        <translation>מטופל חדש</translation>
    </message>
    <message>
        <source>Find a client</source>
        <translation>חיפוש מטופל</translation>
    </message>
    <message>
        <source>Find a client by name or birth year</source>
        <translation>חיפוש מטופל לפי שם או שנת לידה</translation>
    </message>
    <message>
        <source>Name or birth year (Ctrl+F)</source>
        <translation>שם או שנת לידה (Ctrl+F)</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>מטופלים</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>ניסיון נוסף</translation>
    </message>
    <message>
        <source>No clients yet</source>
        <translation>אין עדיין מטופלים</translation>
    </message>
    <message>
        <source>Add the first one, or import charts.</source>
        <translation>הוסיפו את הראשון, או ייבאו תיקים.</translation>
    </message>
    <message>
        <source>No client matches</source>
        <translation>אין מטופל מתאים</translation>
    </message>
    <message>
        <source>Type the beginning of a first or last name, or a birth year.</source>
        <translation>הקלידו תחילת שם פרטי או שם משפחה, או שנת לידה.</translation>
    </message>
    <message>
        <source>Show all clients</source>
        <translation>הצגת כל המטופלים</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>מטופל אחד</numerusform>
            <numerusform>%n מטופלים</numerusform>
        </translation>
    </message>
    <message>
        <source>{shown} of {total} clients</source>
        <translation>{shown} מתוך {total} מטופלים</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>Close without the recovery key?</source>
        <translation>לסגור בלי מפתח השחזור?</translation>
    </message>
    <message>
        <source>It is shown only now. If the passphrase is lost later, so is every note.</source>
        <translation>הוא מוצג רק כעת. אם ביטוי הסיסמה יאבד בעתיד, יאבדו גם כל הרישומים.</translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation>סגירה בכל זאת</translation>
    </message>
    <message>
        <source>Close and lose what was not saved?</source>
        <translation>לסגור ולאבד את מה שלא נשמר?</translation>
    </message>
    <message>
        <source>Some words could not be stored. They are lost when the window closes.</source>
        <translation>חלק מהדברים לא ניתן היה לשמור. הם יאבדו עם סגירת החלון.</translation>
    </message>
    <message>
        <source>Close and lose them</source>
        <translation>סגירה ואיבודם</translation>
    </message>
</context>
<context>
    <name>ConflictBar</name>
    <message>
        <source>This session was changed elsewhere meanwhile</source>
        <translation>בינתיים המפגש שונה במקום אחר</translation>
    </message>
    <message>
        <source>Continue with theirs, discard mine</source>
        <translation>להמשיך עם הגרסה האחרת ולהשליך את שלי</translation>
    </message>
    <message>
        <source>Version {version} was stored {moment}. Your text is kept here and is not lost.</source>
        <translation>גרסה {version} נשמרה {moment}. הטקסט שלכם שמור כאן ואינו אובד.</translation>
    </message>
    <message>
        <source>It was signed {moment}. Your text is kept here and is not lost.</source>
        <translation>המפגש נחתם {moment}. הטקסט שלכם שמור כאן ואינו אובד.</translation>
    </message>
    <message>
        <source>Keep mine as a new session</source>
        <translation>לשמור את שלי כמפגש חדש</translation>
    </message>
    <message>
        <source>Keep mine as the new version</source>
        <translation>לשמור את שלי כגרסה החדשה</translation>
    </message>
    <message>
        <source>Show mine</source>
        <translation>הצגת שלי</translation>
    </message>
    <message>
        <source>Show theirs</source>
        <translation>הצגת האחרת</translation>
    </message>
</context>
<context>
    <name>ConversationListModel</name>
    <message numerus="yes">
        <source>{moment}, %n question(s)</source>
        <translation>
            <numerusform>{moment}, שאלה אחת</numerusform>
            <numerusform>{moment}, %n שאלות</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CopiedAnswer</name>
    <message>
        <source>Question about {about}: {question}</source>
        <translation>שאלה על {about}: {question}</translation>
    </message>
    <message>
        <source>Not in the record.</source>
        <translation>אינו ברשומה.</translation>
    </message>
    <message>
        <source>Written by {model} from the sources below:</source>
        <translation>נכתב על ידי {model} מתוך המקורות שלהלן:</translation>
    </message>
    <message>
        <source>No model wrote; these passages were found:</source>
        <translation>לא כתב מודל; אלה הקטעים שנמצאו:</translation>
    </message>
</context>
<context>
    <name>CoverageText</name>
    <message numerus="yes">
        <source>Searched %n session(s)</source>
        <translation>
            <numerusform>נסרק מפגש אחד</numerusform>
            <numerusform>נסרקו %n מפגשים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not yet indexed</source>
        <translation>
            <numerusform>אחד טרם נכנס לאינדקס</numerusform>
            <numerusform>%n טרם נכנסו לאינדקס</numerusform>
        </translation>
    </message>
    <message>
        <source>{searched}; {unread}</source>
        <translation>{searched}; {unread}</translation>
    </message>
    <message>
        <source>{searched}, {since} – {until}; {unread}</source>
        <translation>{searched}, {since} – {until}; {unread}</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>A fault in Anamnesis</source>
        <translation>תקלה ב־Anamnesis</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>משהו השתבש</translation>
    </message>
    <message>
        <source>A fault in the program stopped one step. What was saved before is safe, and you can go on. Nothing was sent anywhere. The lines below hold nothing of any client; add them if you report the fault.</source>
        <translation>תקלה בתוכנה עצרה פעולה אחת. מה שנשמר קודם בטוח, ואפשר להמשיך. דבר לא נשלח לשום מקום. בשורות שלהלן אין דבר על אף מטופל; צרפו אותן אם תדווחו על התקלה.</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>פרטים</translation>
    </message>
    <message numerus="yes">
        <source>%n more fault(s) since; see the log.</source>
        <translation>
            <numerusform>תקלה נוספת אחת מאז; ראו ביומן.</numerusform>
            <numerusform>%n תקלות נוספות מאז; ראו ביומן.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CreatingStep</name>
    <message>
        <source>Creating the practice</source>
        <translation>יצירת המרפאה</translation>
    </message>
    <message>
        <source>This takes a few seconds and happens once.</source>
        <translation>זה נמשך כמה שניות ונעשה פעם אחת.</translation>
    </message>
</context>
<context>
    <name>DemoStep</name>
    <message>
        <source>Demo practice</source>
        <translation>מרפאת הדגמה</translation>
    </message>
    <message>
        <source>Fictional clients, written for this program. None of them is a real person.</source>
        <translation>מטופלים בדויים שנכתבו עבור התוכנה. אף אחד מהם אינו אדם אמיתי.</translation>
    </message>
    <message>
        <source>Adding the demo charts</source>
        <translation>הוספת תיקי ההדגמה</translation>
    </message>
</context>
<context>
    <name>DetailsForm</name>
    <message>
        <source>Last name</source>
        <translation>שם משפחה</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>שם פרטי</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>תאריך לידה</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>טלפון</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>דוא״ל</translation>
    </message>
    <message>
        <source>Allergies</source>
        <translation>אלרגיות</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>התראות</translation>
    </message>
    <message>
        <source>Medical history</source>
        <translation>רקע רפואי</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>הערות</translation>
    </message>
    <message>
        <source>Write a first or a last name.</source>
        <translation>כתבו שם פרטי או שם משפחה.</translation>
    </message>
    <message>
        <source>Write the birth date with the month as a word, like 17 Jan 1981.</source>
        <translation>כתבו את תאריך הלידה עם שם החודש במילים, כגון 17 בינו׳ 1981.</translation>
    </message>
    <message>
        <source>The birth date lies in the future.</source>
        <translation>תאריך הלידה הוא בעתיד.</translation>
    </message>
    <message>
        <source>&amp;Last name</source>
        <translation>שם משפחה</translation>
    </message>
    <message>
        <source>&amp;First name</source>
        <translation>שם פרטי</translation>
    </message>
    <message>
        <source>&amp;Birth date</source>
        <translation>תאריך לידה</translation>
    </message>
    <message>
        <source>Se&amp;x</source>
        <translation>מין</translation>
    </message>
    <message>
        <source>&amp;Phone</source>
        <translation>טלפון</translation>
    </message>
    <message>
        <source>&amp;E-mail</source>
        <translation>דוא״ל</translation>
    </message>
    <message>
        <source>&amp;Allergies</source>
        <translation>אלרגיות</translation>
    </message>
    <message>
        <source>Ale&amp;rts</source>
        <translation>התראות</translation>
    </message>
    <message>
        <source>&amp;Medical history</source>
        <translation>רקע רפואי</translation>
    </message>
    <message>
        <source>&amp;Notes</source>
        <translation>הערות</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>מין</translation>
    </message>
    <message>
        <source>One a line</source>
        <translation>אחת בכל שורה</translation>
    </message>
    <message>
        <source>For example {day}</source>
        <translation>לדוגמה {day}</translation>
    </message>
    <message>
        <source>Write the month as a word</source>
        <translation>כתבו את החודש במילה</translation>
    </message>
    <message>
        <source>{day}, {years} years old</source>
        <translation>{day}, בגיל {years}</translation>
    </message>
</context>
<context>
    <name>Durations</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>שנייה אחת</numerusform>
            <numerusform>%n שניות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>דקה אחת</numerusform>
            <numerusform>%n דקות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>שעה אחת</numerusform>
            <numerusform>%n שעות</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EraseDialog</name>
    <message>
        <source>Erase a client for good</source>
        <translation>מחיקת מטופל לצמיתות</translation>
    </message>
    <message>
        <source>Erase for good</source>
        <translation>מחיקה לצמיתות</translation>
    </message>
    <message>
        <source>Choose the client, or type a part of the name</source>
        <translation>בחרו מטופל, או הקלידו חלק מהשם</translation>
    </message>
    <message>
        <source>The client&apos;s name, typed to confirm</source>
        <translation>שם המטופל, מוקלד לאישור</translation>
    </message>
    <message>
        <source>&amp;Client</source>
        <translation>מטופל</translation>
    </message>
    <message>
        <source>Destroyed: every note, detail, answer and search entry of this client, their key, and answers about the whole practice that quoted them.</source>
        <translation>יושמדו: כל הרשומות, הפרטים, התשובות ורשומות החיפוש של המטופל, המפתח שלו, ותשובות על כלל המרפאה שציטטו אותו.</translation>
    </message>
    <message>
        <source>Not reached: backups made before keep the record until they expire. Exports, prints and what people remember remain. The audit log keeps that it happened, without clinical text.</source>
        <translation>לא יושפעו: גיבויים קודמים מחזיקים את הרשומה עד שיפוג תוקפם. ייצוא, הדפסות ומה שאנשים זוכרים נשארים. ביומן הביקורת נשאר שהמחיקה קרתה, בלי טקסט קליני.</translation>
    </message>
    <message>
        <source>A drive may keep old blocks for a while; the key to read them is destroyed.</source>
        <translation>כונן עשוי לשמור בלוקים ישנים זמן מה; המפתח לקריאתם מושמד.</translation>
    </message>
    <message>
        <source>There are no clients</source>
        <translation>אין מטופלים</translation>
    </message>
    <message>
        <source>Nothing can be erased.</source>
        <translation>אין מה למחוק.</translation>
    </message>
    <message>
        <source>&amp;Type the client&apos;s name to confirm</source>
        <translation>הקלידו את שם המטופל לאישור</translation>
    </message>
    <message>
        <source>&amp;Type {name} to confirm</source>
        <translation>הקלידו {name} לאישור</translation>
    </message>
    <message>
        <source>Erasing</source>
        <translation>מוחקים</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגירה</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) destroyed.</source>
        <translation>
            <numerusform>הושמד מפגש אחד.</numerusform>
            <numerusform>הושמדו %n מפגשים.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) about the whole practice removed.</source>
        <translation>
            <numerusform>הוסרה תשובה אחת על כלל המרפאה.</numerusform>
            <numerusform>הוסרו %n תשובות על כלל המרפאה.</numerusform>
        </translation>
    </message>
    <message>
        <source>The client was erased</source>
        <translation>המטופל נמחק</translation>
    </message>
    <message>
        <source>Backups made before today still hold the record; let them expire.</source>
        <translation>גיבויים מלפני היום עדיין מכילים את הרשומה; הניחו להם לפוג.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>נעצר</translation>
    </message>
    <message>
        <source>If the erase had begun, the keys page says so and offers to continue.</source>
        <translation>אם המחיקה כבר התחילה, עמוד המפתחות אומר זאת ומציע להמשיך.</translation>
    </message>
</context>
<context>
    <name>FieldName</name>
    <message>
        <source>Subjective</source>
        <translation>סובייקטיבי</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>אובייקטיבי</translation>
    </message>
    <message>
        <source>Assessment</source>
        <translation>הערכה</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>תוכנית</translation>
    </message>
    <message>
        <source>Medical history</source>
        <translation>רקע רפואי</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>הערות</translation>
    </message>
</context>
<context>
    <name>FindingsBar</name>
    <message>
        <source>Something is not as this program left it</source>
        <translation>משהו אינו כפי שהתוכנה השאירה אותו</translation>
    </message>
    <message>
        <source>Keep what is there now, and speak to whoever looks after your computers.</source>
        <translation>השאירו את המצב כפי שהוא, ופנו למי שאחראי על המחשבים שלכם.</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Earlier conversations</source>
        <translation>שיחות קודמות</translation>
    </message>
    <message>
        <source>No conversations yet</source>
        <translation>אין עדיין שיחות</translation>
    </message>
    <message>
        <source>What you ask here is kept, sealed like the notes.</source>
        <translation>מה שנשאל כאן נשמר, מוצפן כמו הרישומים.</translation>
    </message>
</context>
<context>
    <name>IdentityBanner</name>
    <message>
        <source>Edit details</source>
        <translation>עריכת פרטים</translation>
    </message>
    <message>
        <source>Allergies: {names}</source>
        <translation>אלרגיות: {names}</translation>
    </message>
    <message>
        <source>No allergies recorded</source>
        <translation>לא רשומות אלרגיות</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>רשומה</translation>
    </message>
    <message>
        <source>Medical history, notes and contact</source>
        <translation>רקע רפואי, הערות ופרטי קשר</translation>
    </message>
    <message>
        <source>Change the client&apos;s details</source>
        <translation>שינוי פרטי המטופל</translation>
    </message>
</context>
<context>
    <name>JournalBar</name>
    <message numerus="yes">
        <source>%n draft(s) came back that had not been stored</source>
        <translation>
            <numerusform>טיוטה אחת שלא נשמרה חזרה</numerusform>
            <numerusform>%n טיוטות שלא נשמרו חזרו</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unsaved draft(s) could not be read back</source>
        <translation>
            <numerusform>טיוטה אחת שלא נשמרה לא ניתנת לקריאה</numerusform>
            <numerusform>%n טיוטות שלא נשמרו אינן ניתנות לקריאה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unsaved draft(s) wait for the key of their client</source>
        <translation>
            <numerusform>טיוטה אחת שלא נשמרה ממתינה למפתח של המטופל</numerusform>
            <numerusform>%n טיוטות שלא נשמרו ממתינות למפתחות של המטופלים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unsaved draft(s) wait: there are other words on the same session</source>
        <translation>
            <numerusform>טיוטה אחת שלא נשמרה ממתינה: יש מילים אחרות באותה פגישה</numerusform>
            <numerusform>%n טיוטות שלא נשמרו ממתינות: יש מילים אחרות באותן פגישות</numerusform>
        </translation>
    </message>
    <message>
        <source>The sealed files are kept in the data directory, in the folder “journal”.</source>
        <translation>הקבצים החתומים שמורים בתיקיית הנתונים, בתיקייה ‎“journal”‎.</translation>
    </message>
    <message>
        <source>Storing goes on in the background.</source>
        <translation>השמירה נמשכת ברקע.</translation>
    </message>
</context>
<context>
    <name>KeyWords</name>
    <message numerus="yes">
        <source>%n client key(s)</source>
        <translation>
            <numerusform>מפתח מטופל אחד</numerusform>
            <numerusform>%n מפתחות מטופלים</numerusform>
        </translation>
    </message>
    <message>
        <source>Workspace key {version} · epoch {epoch} · {clients}</source>
        <translation>מפתח מרפאה {version} · תקופת מפתח {epoch} · {clients}</translation>
    </message>
    <message>
        <source>from the beginning</source>
        <translation>מההתחלה</translation>
    </message>
    <message>
        <source>since {day}</source>
        <translation>מאז {day}</translation>
    </message>
    <message>
        <source>a guess takes {mebibytes} MiB of memory</source>
        <translation>כל ניחוש דורש {mebibytes} MiB של זיכרון</translation>
    </message>
    <message>
        <source>An erase is not finished: {done} of {total} clients.</source>
        <translation>מחיקה טרם הסתיימה: {done} מתוך {total} מטופלים.</translation>
    </message>
    <message>
        <source>A rotation is not finished: {done} of {total} clients.</source>
        <translation>החלפת מפתחות טרם הסתיימה: {done} מתוך {total} מטופלים.</translation>
    </message>
</context>
<context>
    <name>KeyringStep</name>
    <message>
        <source>Unlock with this computer</source>
        <translation>פתיחה בעזרת מחשב זה</translation>
    </message>
    <message>
        <source>&amp;Unlock with this computer</source>
        <translation>פתיחה בעזרת מחשב זה</translation>
    </message>
    <message>
        <source>You can change it later under Keys, people and audit.</source>
        <translation>אפשר לשנות זאת אחר כך תחת ״מפתחות, אנשים וביקורת״.</translation>
    </message>
    <message>
        <source>{keyring} of this computer can keep a key of yours. Whoever is signed in here as you then unlocks without the passphrase. The passphrase and the recovery key stay valid.</source>
        <translation>מאגר המפתחות של מחשב זה, {keyring}, יכול לשמור מפתח שלכם. מי שמחובר כאן בשמכם יפתח אז בלי ביטוי הסיסמה. ביטוי הסיסמה ומפתח השחזור נשארים בתוקף.</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Keys</source>
        <translation>מפתחות</translation>
    </message>
    <message>
        <source>Change all keys</source>
        <translation>החלפת כל המפתחות</translation>
    </message>
    <message>
        <source>New keys for everything that is written from now on. What is written already stays readable under the old ones.</source>
        <translation>מפתחות חדשים לכל מה שייכתב מעתה. מה שכבר נכתב נשאר קריא במפתחות הישנים.</translation>
    </message>
    <message>
        <source>&amp;Rotate keys…</source>
        <translation>החלפת מפתחות…</translation>
    </message>
    <message>
        <source>Replace the recovery key</source>
        <translation>החלפת מפתח השחזור</translation>
    </message>
    <message>
        <source>For a printed key that was lost, or seen by someone who should not have it.</source>
        <translation>כשמפתח מודפס אבד, או נראה בידי מי שאינו אמור להחזיק בו.</translation>
    </message>
    <message>
        <source>Re&amp;place…</source>
        <translation>החלפה…</translation>
    </message>
    <message>
        <source>Check the records</source>
        <translation>בדיקת הרשומות</translation>
    </message>
    <message>
        <source>Opens every record and compares it with what was last written there. A record that was changed, removed or put back from an older copy is found.</source>
        <translation>כל רשומה נפתחת ומושווית למה שנכתב בה לאחרונה. רשומה ששונתה, הוסרה או הוחזרה מעותק ישן מתגלה.</translation>
    </message>
    <message>
        <source>&amp;Check…</source>
        <translation>בדיקה…</translation>
    </message>
    <message>
        <source>Erase a client for good</source>
        <translation>מחיקת מטופל לצמיתות</translation>
    </message>
    <message>
        <source>Destroys the client&apos;s records and their key. It cannot be undone.</source>
        <translation>משמידה את רשומות המטופל ואת המפתח שלו. אי אפשר לבטל.</translation>
    </message>
    <message>
        <source>&amp;Erase…</source>
        <translation>מחיקה…</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>קוראים…</translation>
    </message>
    <message>
        <source>Ways in</source>
        <translation>דרכי כניסה</translation>
    </message>
    <message>
        <source>Everything can be read meanwhile. Nothing is lost by waiting.</source>
        <translation>בינתיים הכול קריא. ההמתנה אינה גורמת לאובדן.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>המשך</translation>
    </message>
    <message>
        <source>A passphrase is protected less than recommended</source>
        <translation>ביטוי סיסמה מוגן פחות מן המומלץ</translation>
    </message>
    <message>
        <source>Guessing at it is cheaper than it should be.</source>
        <translation>קל לנחש אותו יותר מן הראוי.</translation>
    </message>
    <message>
        <source>Change that passphrase: the new one gets the protection this computer can bear.</source>
        <translation>החליפו את ביטוי הסיסמה: החדש יקבל את ההגנה שמחשב זה יכול לשאת.</translation>
    </message>
    <message>
        <source>Rotate the keys?</source>
        <translation>להחליף את המפתחות?</translation>
    </message>
    <message>
        <source>Every client gets a new key, under a new workspace key. Do it once a year, or after a person or a computer was lost.

What was written before is not sealed anew: whoever copied the old keys and the old records can still read those. Passphrases and the recovery key stay as they are.

You can go on working meanwhile, and stop it at any moment.</source>
        <translation>כל מטופל יקבל מפתח חדש, תחת מפתח מרפאה חדש. עשו זאת פעם בשנה, או אחרי שאדם עזב או מחשב אבד.

מה שנכתב קודם אינו נחתם מחדש: מי שהעתיק את המפתחות הישנים ואת הרשומות הישנות עדיין יכול לקרוא אותן. ביטויי הסיסמה ומפתח השחזור נשארים כפי שהם.

אפשר להמשיך לעבוד בינתיים, ולעצור בכל רגע.</translation>
    </message>
    <message>
        <source>Rotate keys</source>
        <translation>החלפת מפתחות</translation>
    </message>
    <message>
        <source>Rotating the keys</source>
        <translation>מחליפים את המפתחות</translation>
    </message>
    <message>
        <source>The keys were rotated</source>
        <translation>המפתחות הוחלפו</translation>
    </message>
    <message>
        <source>Workspace key {version} is in force now.</source>
        <translation>מפתח המרפאה {version} בתוקף מעתה.</translation>
    </message>
    <message>
        <source>Finishing what was begun</source>
        <translation>מסיימים את מה שהתחיל</translation>
    </message>
    <message>
        <source>What was begun is finished</source>
        <translation>מה שהתחיל הסתיים</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>נעצר</translation>
    </message>
    <message>
        <source>What is done stays done; the rest can be continued at any time.</source>
        <translation>מה שנעשה נשאר; אפשר להמשיך את השאר בכל עת.</translation>
    </message>
    <message>
        <source>The recovery key was replaced</source>
        <translation>מפתח השחזור הוחלף</translation>
    </message>
    <message>
        <source>The old one opens nothing any more. Destroy its paper and its files.</source>
        <translation>הישן אינו פותח עוד דבר. השמידו את הדף ואת הקבצים שלו.</translation>
    </message>
    <message>
        <source>Checking the records</source>
        <translation>בודקים את הרשומות</translation>
    </message>
    <message>
        <source>Every record is as it was written</source>
        <translation>כל הרשומות הן כפי שנכתבו</translation>
    </message>
    <message>
        <source>Nothing was changed, removed or put back behind the program&apos;s back.</source>
        <translation>דבר לא שונה, לא הוסר ולא הוחזר לאחור מאחורי גבה של התוכנה.</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) are not as they were written</source>
        <translation>
            <numerusform>רשומה אחת אינה כפי שנכתבה</numerusform>
            <numerusform>%n רשומות אינן כפי שנכתבו</numerusform>
        </translation>
    </message>
    <message>
        <source>Restore a backup from before, or ask whoever looks after this computer.</source>
        <translation>שחזרו גיבוי מלפני כן, או פנו למי שאחראי על המחשב.</translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message>
        <source>Some words could not be stored, so they stay in this program&apos;s memory. Unlock before you close it or switch the computer off.</source>
        <translation>חלק מהמילים לא נשמרו, ולכן הן נשארות בזיכרון התוכנה. פתחו את הנעילה לפני סגירתה או כיבוי המחשב.</translation>
    </message>
    <message>
        <source>Anamnesis</source>
        <translation>Anamnesis</translation>
    </message>
    <message>
        <source>Unlock with this computer</source>
        <translation>פתיחה בעזרת מחשב זה</translation>
    </message>
    <message>
        <source>Uses the key in this computer&apos;s own keyring</source>
        <translation>משתמש במפתח שבמאגר המפתחות של המחשב</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>ביטוי סיסמה</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>מפתח שחזור</translation>
    </message>
    <message>
        <source>Type the recovery key as it was printed. Capitals, spaces and dashes do not matter.</source>
        <translation>הקלידו את מפתח השחזור כפי שהודפס. אין חשיבות לאותיות גדולות, לרווחים ולמקפים.</translation>
    </message>
    <message>
        <source>Type the passphrase to unlock the practice.</source>
        <translation>הקלידו את ביטוי הסיסמה כדי לפתוח את המרפאה.</translation>
    </message>
    <message>
        <source>Use the passphrase</source>
        <translation>שימוש בביטוי הסיסמה</translation>
    </message>
    <message>
        <source>Use the recovery key</source>
        <translation>שימוש במפתח השחזור</translation>
    </message>
    <message>
        <source>Unlocking…</source>
        <translation>נפתח…</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>פתיחה</translation>
    </message>
    <message>
        <source>Unlocking has to wait</source>
        <translation>הפתיחה צריכה להמתין</translation>
    </message>
    <message>
        <source>After several wrong attempts there is a pause, so that nobody can guess quickly.</source>
        <translation>אחרי כמה ניסיונות שגויים יש הפסקה, כדי שאיש לא יוכל לנחש במהירות.</translation>
    </message>
</context>
<context>
    <name>LockingPage</name>
    <message>
        <source>Locking</source>
        <translation>נעילה</translation>
    </message>
    <message>
        <source>Locking saves your notes, takes everything off the screen and drops the keys. What is typed in an open form with client details is not stored. It happens at once with Ctrl+L, when the computer sleeps or its lid is closed, and when its screen is locked or another user takes over, as far as the system tells.</source>
        <translation>הנעילה שומרת את הרשומות שלכם, מסירה הכול מהמסך ומשליכה את המפתחות. מה שהוקלד בטופס פתוח של פרטי מטופל אינו נשמר. היא מתבצעת מיד עם Ctrl+L, כשהמחשב נכנס לשינה או מכסהו נסגר, וכשהמסך ננעל או משתמש אחר נכנס, ככל שהמערכת מודיעה על כך.</translation>
    </message>
    <message>
        <source>Lock after this time without a key or the &amp;mouse</source>
        <translation>נעילה אחרי זמן ללא הקשה או עכבר</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>דקה אחת</numerusform>
            <numerusform>%n דקות</numerusform>
        </translation>
    </message>
    <message>
        <source>This holds for this computer. Short is safer where others pass by; each unlock takes about a second.</source>
        <translation>חל על מחשב זה. זמן קצר בטוח יותר במקום שאחרים עוברים בו; כל פתיחה נמשכת כשנייה.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Anamnesis</source>
        <translation>Anamnesis</translation>
    </message>
    <message>
        <source>{practice} – Anamnesis</source>
        <translation>{practice} – Anamnesis</translation>
    </message>
</context>
<context>
    <name>MembersModel</name>
    <message>
        <source>Name</source>
        <translation>שם</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>תפקיד</translation>
    </message>
    <message>
        <source>{name} (you)</source>
        <translation>{name} (אתם)</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation>סגירה</translation>
    </message>
</context>
<context>
    <name>MyAccessPage</name>
    <message>
        <source>My access</source>
        <translation>הגישה שלי</translation>
    </message>
    <message>
        <source>Change passphrase</source>
        <translation>החלפת ביטוי הסיסמה</translation>
    </message>
    <message>
        <source>The notes are not sealed anew by this: only the door gets another lock. It takes seconds.</source>
        <translation>הרשומות אינן נחתמות מחדש: רק לדלת מותקן מנעול אחר. זה נמשך שניות.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>מחשב זה</translation>
    </message>
    <message>
        <source>&amp;Unlock with this computer</source>
        <translation>פתיחה בעזרת מחשב זה</translation>
    </message>
    <message>
        <source>Asking this computer…</source>
        <translation>בודקים את המחשב…</translation>
    </message>
    <message>
        <source>&amp;Current passphrase</source>
        <translation>ביטוי הסיסמה הנוכחי</translation>
    </message>
    <message>
        <source>Current passphrase</source>
        <translation>ביטוי הסיסמה הנוכחי</translation>
    </message>
    <message>
        <source>&amp;New passphrase</source>
        <translation>ביטוי סיסמה חדש</translation>
    </message>
    <message>
        <source>Signed in as {name}. Role: {role}.</source>
        <translation>נכנסתם בשם {name}. תפקיד: {role}.</translation>
    </message>
    <message>
        <source>This computer offers no keyring that the program trusts. Nothing is lost by that: the passphrase and the recovery key open everything.</source>
        <translation>אין במחשב זה מאגר מפתחות שהתוכנה סומכת עליו. דבר אינו נגרע מכך: ביטוי הסיסמה ומפתח השחזור פותחים הכול.</translation>
    </message>
    <message>
        <source>{keyring} of this computer keeps a key of yours, so that whoever is signed in here as you can unlock without the passphrase. The passphrase stays valid.</source>
        <translation>מאגר המפתחות של מחשב זה, {keyring}, שומר מפתח שלכם, כך שמי שמחובר כאן בשמכם יכול לפתוח בלי ביטוי הסיסמה. ביטוי הסיסמה נשאר בתוקף.</translation>
    </message>
    <message>
        <source>Changing the passphrase</source>
        <translation>מחליפים את ביטוי הסיסמה</translation>
    </message>
    <message>
        <source>The passphrase was changed</source>
        <translation>ביטוי הסיסמה הוחלף</translation>
    </message>
    <message>
        <source>From now on only the new one unlocks.</source>
        <translation>מעתה רק החדש פותח.</translation>
    </message>
</context>
<context>
    <name>NewPassphraseDialog</name>
    <message>
        <source>Choose a new passphrase</source>
        <translation>בחירת ביטוי סיסמה חדש</translation>
    </message>
    <message>
        <source>You came in with the recovery key. Choose a passphrase now, so that the key can go back to its safe place. The old passphrase then opens nothing any more.</source>
        <translation>נכנסתם עם מפתח השחזור. בחרו כעת ביטוי סיסמה, כדי שהמפתח יוכל לחזור למקומו הבטוח. ביטוי הסיסמה הישן לא יפתח עוד דבר.</translation>
    </message>
    <message>
        <source>Set passphrase</source>
        <translation>קביעת ביטוי סיסמה</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>לא עכשיו</translation>
    </message>
    <message>
        <source>Setting the passphrase</source>
        <translation>קובעים את ביטוי הסיסמה</translation>
    </message>
</context>
<context>
    <name>OnboardingWizard</name>
    <message>
        <source>Step {number} of {total}</source>
        <translation>שלב {number} מתוך {total}</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>חזרה</translation>
    </message>
    <message>
        <source>S&amp;kip the rest</source>
        <translation>דילוג על השאר</translation>
    </message>
    <message>
        <source>&amp;Set up a practice</source>
        <translation>הקמת מרפאה</translation>
    </message>
    <message>
        <source>&amp;Create the practice</source>
        <translation>יצירת המרפאה</translation>
    </message>
    <message>
        <source>&amp;Open the practice</source>
        <translation>פתיחת המרפאה</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>המשך</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>ניסיון נוסף</translation>
    </message>
</context>
<context>
    <name>OpeningPage</name>
    <message>
        <source>&amp;Try again</source>
        <translation>ניסיון נוסף</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>נפתח…</translation>
    </message>
    <message>
        <source>Locking…</source>
        <translation>ננעל…</translation>
    </message>
    <message>
        <source>Saving what was written and dropping the keys</source>
        <translation>שמירת מה שנכתב והסרת המפתחות מהזיכרון</translation>
    </message>
    <message>
        <source>Closing…</source>
        <translation>נסגר…</translation>
    </message>
    <message>
        <source>Saving, locking and stopping the database</source>
        <translation>שמירה, נעילה ועצירת מסד הנתונים</translation>
    </message>
</context>
<context>
    <name>PassphraseField</name>
    <message>
        <source>Caps Lock is on</source>
        <translation>מקש Caps Lock פועל</translation>
    </message>
    <message>
        <source>Hide what is typed</source>
        <translation>הסתרת ההקלדה</translation>
    </message>
    <message>
        <source>Show what is typed</source>
        <translation>הצגת ההקלדה</translation>
    </message>
</context>
<context>
    <name>PassphrasePair</name>
    <message>
        <source>&amp;Passphrase</source>
        <translation>ביטוי סיסמה</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>ביטוי סיסמה</translation>
    </message>
    <message>
        <source>The same &amp;again</source>
        <translation>שוב אותו ביטוי</translation>
    </message>
    <message>
        <source>The same passphrase again</source>
        <translation>שוב אותו ביטוי סיסמה</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>השניים אינם זהים.</translation>
    </message>
</context>
<context>
    <name>PassphraseStep</name>
    <message>
        <source>Passphrase</source>
        <translation>ביטוי סיסמה</translation>
    </message>
    <message>
        <source>It opens every note, each time you unlock. Several uncommon words are easy to remember and hard to guess. Spaces and any language are fine.</source>
        <translation>הוא פותח את כל הרישומים בכל פתיחה. כמה מילים לא שכיחות קלות לזכירה וקשות לניחוש. רווחים וכל שפה מותרים.</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>People</source>
        <translation>אנשים</translation>
    </message>
    <message>
        <source>Each person has a passphrase of their own over the same records. Nobody&apos;s key opens another&apos;s.</source>
        <translation>לכל אדם ביטוי סיסמה משלו לאותן רשומות. שום ביטוי אינו פותח את הכניסה של אחר.</translation>
    </message>
    <message>
        <source>Members of the practice</source>
        <translation>אנשי המרפאה</translation>
    </message>
    <message>
        <source>&amp;Add a person…</source>
        <translation>הוספת אדם…</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>הסרה…</translation>
    </message>
    <message>
        <source>Nobody removes themselves.</source>
        <translation>איש אינו מסיר את עצמו.</translation>
    </message>
    <message>
        <source>{name} was added</source>
        <translation>נוסף/ה: {name}</translation>
    </message>
    <message>
        <source>They choose their name on the lock screen and type their passphrase.</source>
        <translation>במסך הנעילה בוחרים את השם ומקלידים את ביטוי הסיסמה.</translation>
    </message>
    <message>
        <source>Remove {name}?</source>
        <translation>להסיר את {name}?</translation>
    </message>
    <message>
        <source>What they have seen, and copies they made, stay with them.

Their passphrase opens nothing here any more, and their keys open nothing that is written from now on: all keys are rotated, which can take minutes. You can go on working meanwhile.

What they wrote stays in the charts.</source>
        <translation>מה שראו, והעותקים שעשו, נשארים אצלם.

ביטוי הסיסמה שלהם אינו פותח כאן עוד דבר, והמפתחות שלהם אינם פותחים דבר שייכתב מעתה: כל המפתחות מוחלפים, וזה עשוי להימשך דקות. אפשר להמשיך לעבוד בינתיים.

מה שכתבו נשאר בתיקים.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>הסרה</translation>
    </message>
    <message>
        <source>Removing {name} and rotating the keys</source>
        <translation>מסירים את {name} ומחליפים מפתחות</translation>
    </message>
    <message>
        <source>{name} was removed</source>
        <translation>הוסר/ה: {name}</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) got new keys.</source>
        <translation>
            <numerusform>מטופל אחד קיבל מפתחות חדשים.</numerusform>
            <numerusform>%n מטופלים קיבלו מפתחות חדשים.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>נעצר</translation>
    </message>
    <message>
        <source>If the person is no longer listed, the rest of the rotation waits on the keys page.</source>
        <translation>אם האדם אינו ברשימה עוד, המשך החלפת המפתחות ממתין בעמוד המפתחות.</translation>
    </message>
</context>
<context>
    <name>PersonChooser</name>
    <message>
        <source>Who unlocks</source>
        <translation>מי פותח</translation>
    </message>
</context>
<context>
    <name>PracticeStep</name>
    <message>
        <source>Your practice</source>
        <translation>המרפאה שלכם</translation>
    </message>
    <message>
        <source>The name is shown in the window once it is unlocked. On disk it is sealed.</source>
        <translation>השם מוצג בחלון לאחר הפתיחה. בדיסק הוא מוצפן.</translation>
    </message>
    <message>
        <source>&amp;Name of the practice</source>
        <translation>שם המרפאה</translation>
    </message>
    <message>
        <source>&amp;Add the demo practice: fictional clients to look around in</source>
        <translation>הוספת מרפאת ההדגמה: מטופלים בדויים להתרשמות</translation>
    </message>
</context>
<context>
    <name>QuestionBox</name>
    <message>
        <source>Question</source>
        <translation>שאלה</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>נעצר…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>עצירה</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>שאלה</translation>
    </message>
    <message>
        <source>Stop (Esc)</source>
        <translation>עצירה (Esc)</translation>
    </message>
    <message>
        <source>Ask (Enter)</source>
        <translation>שאלה (Enter)</translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) too many</source>
        <translation>
            <numerusform>תו אחד יותר מדי</numerusform>
            <numerusform>%n תווים יותר מדי</numerusform>
        </translation>
    </message>
    <message>
        <source>{used} of {limit} characters</source>
        <translation>{used} מתוך {limit} תווים</translation>
    </message>
</context>
<context>
    <name>RecordPage</name>
    <message>
        <source>Nothing recorded</source>
        <translation>לא רשום דבר</translation>
    </message>
    <message>
        <source>The record was changed after version {version}, which the source quotes.</source>
        <translation>הרשומה שונתה לאחר גרסה {version}, שאותה מצטט המקור.</translation>
    </message>
    <message>
        <source>It said: {quote}</source>
        <translation>היה כתוב: {quote}</translation>
    </message>
    <message>
        <source>Changed since</source>
        <translation>השתנה מאז</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>פרטי קשר</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>טלפון</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>דוא״ל</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>כתובת</translation>
    </message>
    <message>
        <source>Emergency contact</source>
        <translation>איש קשר לחירום</translation>
    </message>
</context>
<context>
    <name>RecoveryStep</name>
    <message>
        <source>Recovery key</source>
        <translation>מפתח שחזור</translation>
    </message>
    <message>
        <source>If the passphrase is ever lost, only this key opens the notes. It is shown this once and stored nowhere. Keep it on paper, away from this computer.</source>
        <translation>אם ביטוי הסיסמה יאבד, רק מפתח זה יפתח את הרישומים. הוא מוצג פעם אחת בלבד ואינו נשמר בשום מקום. שמרו אותו על נייר, הרחק ממחשב זה.</translation>
    </message>
    <message>
        <source>I have &amp;written it down or printed it</source>
        <translation>רשמתי או הדפסתי אותו</translation>
    </message>
    <message>
        <source>Type its last &amp;group of letters to go on</source>
        <translation>הקלידו את קבוצת האותיות האחרונה כדי להמשיך</translation>
    </message>
    <message>
        <source>Recovery key: {key}</source>
        <translation>מפתח שחזור: {key}</translation>
    </message>
    <message>
        <source>P&amp;rint…</source>
        <translation>הדפסה…</translation>
    </message>
    <message>
        <source>&amp;Save to a file…</source>
        <translation>שמירה לקובץ…</translation>
    </message>
    <message>
        <source>Save the recovery key</source>
        <translation>שמירת מפתח השחזור</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>טקסט (*.txt)</translation>
    </message>
    <message>
        <source>Anamnesis recovery key</source>
        <translation>מפתח שחזור Anamnesis</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>נשמר</translation>
    </message>
    <message>
        <source>Move the file to a place away from this computer, such as a stick in a safe.</source>
        <translation>העבירו את הקובץ למקום הרחק ממחשב זה, כגון התקן נייד בכספת.</translation>
    </message>
</context>
<context>
    <name>ReplaceRecoveryKeyDialog</name>
    <message>
        <source>Replace the recovery key</source>
        <translation>החלפת מפתח השחזור</translation>
    </message>
    <message>
        <source>The old key stays valid until you press the button below. Then it opens nothing any more.</source>
        <translation>המפתח הישן תקף עד שתלחצו על הכפתור למטה. אחר כך הוא אינו פותח עוד דבר.</translation>
    </message>
    <message>
        <source>Replacing the recovery key</source>
        <translation>מחליפים את מפתח השחזור</translation>
    </message>
</context>
<context>
    <name>SaveLabel</name>
    <message>
        <source>Not saved yet</source>
        <translation>טרם נשמר</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>נשמר…</translation>
    </message>
    <message>
        <source>Not saved: changed elsewhere. Choose above which text stands.</source>
        <translation>לא נשמר: שונה במקום אחר. בחרו למעלה איזה טקסט יישאר.</translation>
    </message>
    <message>
        <source>Not saved: {reason} {remedy}</source>
        <translation>לא נשמר: {reason} {remedy}</translation>
    </message>
    <message>
        <source>Saved {time}</source>
        <translation>נשמר {time}</translation>
    </message>
</context>
<context>
    <name>SecurityDialog</name>
    <message>
        <source>Keys, people and audit</source>
        <translation>מפתחות, אנשים וביקורת</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגירה</translation>
    </message>
    <message>
        <source>Stop the work and close?</source>
        <translation>לעצור את הפעולה ולסגור?</translation>
    </message>
    <message>
        <source>What is done stays done; a rotation can be continued later from the keys page.</source>
        <translation>מה שנעשה נשאר; אפשר להמשיך החלפת מפתחות אחר כך מעמוד המפתחות.</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>עצירה וסגירה</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>עמודים</translation>
    </message>
</context>
<context>
    <name>SessionList</name>
    <message>
        <source>Sessions</source>
        <translation>מפגשים</translation>
    </message>
</context>
<context>
    <name>SessionPage</name>
    <message>
        <source>New session</source>
        <translation>מפגש חדש</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>חתימה</translation>
    </message>
    <message>
        <source>{state}, version {version} of {current}</source>
        <translation>{state}, גרסה {version} מתוך {current}</translation>
    </message>
    <message>
        <source>This is version {version} of {current}, stored {moment}.</source>
        <translation>זו גרסה {version} מתוך {current}, נשמרה {moment}.</translation>
    </message>
    <message>
        <source>An earlier version</source>
        <translation>גרסה קודמת</translation>
    </message>
    <message>
        <source>Show the current version</source>
        <translation>הצגת הגרסה הנוכחית</translation>
    </message>
    <message>
        <source>Sign the session</source>
        <translation>חתימה על המפגש</translation>
    </message>
    <message>
        <source>Sign the session of {day} of {name}?</source>
        <translation>לחתום על המפגש מיום {day} של {name}?</translation>
    </message>
    <message>
        <source>Once signed, its text can no longer be changed.</source>
        <translation>לאחר החתימה לא ניתן עוד לשנות את הטקסט.</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>המשך כתיבה</translation>
    </message>
    <message>
        <source>Make this session final</source>
        <translation>הפיכת המפגש לסופי</translation>
    </message>
    <message>
        <source>Write something before you sign</source>
        <translation>כתבו משהו לפני החתימה</translation>
    </message>
    <message>
        <source>Date of the session</source>
        <translation>תאריך המפגש</translation>
    </message>
    <message>
        <source>New session (Ctrl+N)</source>
        <translation>מפגש חדש (Ctrl+N)</translation>
    </message>
</context>
<context>
    <name>SessionStarter</name>
    <message>
        <source>Opening…</source>
        <translation>פותחים…</translation>
    </message>
    <message>
        <source>New session</source>
        <translation>מפגש חדש</translation>
    </message>
</context>
<context>
    <name>SessionState</name>
    <message>
        <source>Draft</source>
        <translation>טיוטה</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>חתום</translation>
    </message>
    <message>
        <source>Nothing written yet</source>
        <translation>עדיין לא נכתב דבר</translation>
    </message>
</context>
<context>
    <name>SoapField</name>
    <message numerus="yes">
        <source>%n character(s) left</source>
        <translation>
            <numerusform>נותר תו אחד</numerusform>
            <numerusform>נותרו %n תווים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) too many</source>
        <translation>
            <numerusform>תו אחד יותר מדי</numerusform>
            <numerusform>%n תווים יותר מדי</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourceCard</name>
    <message>
        <source>Show these words in the record</source>
        <translation>הצגת המילים האלה ברשומה</translation>
    </message>
    <message>
        <source>Source {number}, {client}, {place}: {quote}</source>
        <translation>מקור {number}, {client}, {place}: {quote}</translation>
    </message>
</context>
<context>
    <name>SourcePane</name>
    <message numerus="yes">
        <source>Evidence: %n passage(s) found</source>
        <translation>
            <numerusform>סימוכין: נמצא קטע אחד</numerusform>
            <numerusform>סימוכין: נמצאו %n קטעים</numerusform>
        </translation>
    </message>
    <message>
        <source>{used} used / {found} found</source>
        <translation>{used} בשימוש / {found} נמצאו</translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) found</source>
        <translation>
            <numerusform>נמצא קטע אחד</numerusform>
            <numerusform>נמצאו %n קטעים</numerusform>
        </translation>
    </message>
    <message>
        <source>Attribution unavailable: which of these the answer rests on is not known.</source>
        <translation>שיוך אינו זמין: לא ידוע על אילו מאלה נשענת התשובה.</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>הצגת פחות</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>הצגת הכול</translation>
    </message>
</context>
<context>
    <name>SourcePlace</name>
    <message>
        <source>Client record</source>
        <translation>רשומת המטופל</translation>
    </message>
</context>
<context>
    <name>SourceUse</name>
    <message>
        <source>Quoted</source>
        <translation>מצוטט</translation>
    </message>
    <message>
        <source>Used by sentence {numbers}</source>
        <translation>בשימוש במשפט {numbers}</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>בשימוש</translation>
    </message>
    <message>
        <source>Found, not used</source>
        <translation>נמצא, לא בשימוש</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Index</source>
        <translation>אינדקס</translation>
    </message>
    <message>
        <source>Re-keying {done} of {total}</source>
        <translation>מחליפים מפתחות: {done} מתוך {total}</translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s) not saved</source>
        <translation>
            <numerusform>טיוטה אחת לא נשמרה</numerusform>
            <numerusform>%n טיוטות לא נשמרו</numerusform>
        </translation>
    </message>
    <message>
        <source>All saved</source>
        <translation>הכול נשמר</translation>
    </message>
    <message>
        <source>Unlocked</source>
        <translation>פתוח</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>נעול</translation>
    </message>
    <message>
        <source>Lock the practice ({keys})</source>
        <translation>נעילת המרפאה ({keys})</translation>
    </message>
    <message>
        <source>Index: {problem}</source>
        <translation>אינדקס: {problem}</translation>
    </message>
    <message>
        <source>Indexing {indexed} of {total}</source>
        <translation>בניית אינדקס: {indexed} מתוך {total}</translation>
    </message>
    <message>
        <source>What is not indexed yet can be read, but not found or asked about.</source>
        <translation>מה שטרם נכנס לאינדקס ניתן לקריאה, אך לא לחיפוש או לשאלות.</translation>
    </message>
    <message>
        <source>Index {percent} %</source>
        <translation>אינדקס {percent}%</translation>
    </message>
    <message>
        <source>Models off</source>
        <translation>המודלים כבויים</translation>
    </message>
    <message>
        <source>Models loading…</source>
        <translation>המודלים נטענים…</translation>
    </message>
    <message>
        <source>Models ready</source>
        <translation>המודלים מוכנים</translation>
    </message>
    <message>
        <source>Models resting after failures</source>
        <translation>המודלים במנוחה לאחר כשלים</translation>
    </message>
    <message>
        <source>Models not available</source>
        <translation>המודלים אינם זמינים</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Working</source>
        <translation>בעבודה</translation>
    </message>
</context>
<context>
    <name>StrengthMeter</name>
    <message>
        <source>At least {count} characters.</source>
        <translation>לפחות {count} תווים.</translation>
    </message>
    <message>
        <source>Weak: common words and patterns are guessed first. Add two uncommon words.</source>
        <translation>חלש: מילים ותבניות שכיחות מנוחשות ראשונות. הוסיפו שתי מילים לא שכיחות.</translation>
    </message>
    <message>
        <source>Fair: one more uncommon word would make it good.</source>
        <translation>סביר: עוד מילה לא שכיחה אחת תהפוך אותו לטוב.</translation>
    </message>
    <message>
        <source>Good.</source>
        <translation>טוב.</translation>
    </message>
    <message>
        <source>Strong.</source>
        <translation>חזק.</translation>
    </message>
</context>
<context>
    <name>ThreadView</name>
    <message>
        <source>Earlier in this conversation</source>
        <translation>קודם בשיחה זו</translation>
    </message>
</context>
<context>
    <name>TurnView</name>
    <message>
        <source>Searching the record…</source>
        <translation>מתבצע חיפוש ברשומה…</translation>
    </message>
    <message>
        <source>Being written, not yet checked</source>
        <translation>בכתיבה, טרם נבדק</translation>
    </message>
    <message>
        <source>Evidence found. The model is reading it…</source>
        <translation>נמצאו סימוכין. המודל קורא אותם…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>נעצר…</translation>
    </message>
    <message>
        <source>Stopped before there was an answer.</source>
        <translation>נעצר לפני שהייתה תשובה.</translation>
    </message>
    <message>
        <source>No answer.</source>
        <translation>אין תשובה.</translation>
    </message>
</context>
<context>
    <name>UnsavedBar</name>
    <message>
        <source>A draft of {name}, {day}, is not stored</source>
        <translation>טיוטה של {name}, {day}, לא נשמרה</translation>
    </message>
    <message>
        <source>It was changed elsewhere meanwhile.</source>
        <translation>בינתיים היא שונתה במקום אחר.</translation>
    </message>
    <message>
        <source>Open it and choose which text stands.</source>
        <translation>פתחו אותה ובחרו איזה טקסט יישאר.</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>פתיחה</translation>
    </message>
</context>
<context>
    <name>WaitLine</name>
    <message>
        <source>You can try again in {time}.</source>
        <translation>אפשר לנסות שוב בעוד {time}.</translation>
    </message>
</context>
<context>
    <name>WelcomeStep</name>
    <message>
        <source>Welcome to Anamnesis</source>
        <translation>ברוכים הבאים ל־Anamnesis</translation>
    </message>
    <message>
        <source>A place for your session notes that finds, quotes and explains what is in them.</source>
        <translation>מקום לרישומי המפגשים שלכם, שמוצא, מצטט ומסביר את מה שיש בהם.</translation>
    </message>
    <message>
        <source>Every note is sealed with your passphrase. Nobody can reset it, not even we.</source>
        <translation>כל רישום מוצפן בביטוי הסיסמה שלכם. איש אינו יכול לאפס אותו, גם לא אנחנו.</translation>
    </message>
    <message>
        <source>Nothing leaves this computer: no cloud, no account, no network, no statistics.</source>
        <translation>דבר אינו יוצא ממחשב זה: בלי ענן, בלי חשבון, בלי רשת, בלי סטטיסטיקה.</translation>
    </message>
    <message>
        <source>Answers come from your notes, with the exact words they rest on. Check them there.</source>
        <translation>התשובות באות מהרישומים שלכם, עם המילים המדויקות שעליהן הן נשענות. בדקו אותן שם.</translation>
    </message>
    <message>
        <source>It reports the record. It gives no treatment advice, and it makes no decisions.</source>
        <translation>התוכנה מדווחת מה שברשומה. היא אינה נותנת ייעוץ טיפולי ואינה מקבלת החלטות.</translation>
    </message>
    <message>
        <source>Setting up takes about two minutes.</source>
        <translation>ההקמה נמשכת כשתי דקות.</translation>
    </message>
</context>
<context>
    <name>WindowActions</name>
    <message>
        <source>&amp;New client…</source>
        <translation>מטופל חדש…</translation>
    </message>
    <message>
        <source>&amp;Find a client</source>
        <translation>חיפוש מטופל</translation>
    </message>
    <message>
        <source>Keys, people and &amp;audit…</source>
        <translation>מפתחות, אנשים וביקורת…</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>נעילה</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>יציאה</translation>
    </message>
    <message>
        <source>&amp;About Anamnesis</source>
        <translation>אודות Anamnesis</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>קובץ</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>תצוגה</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>ערכת צבעים</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>שפה</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>עזרה</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>כמו במערכת</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>בהיר</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>כהה</translation>
    </message>
</context>
<context>
    <name>WithheldReason</name>
    <message>
        <source>it cites nothing</source>
        <translation>אין בו ציטוט</translation>
    </message>
    <message>
        <source>it cites a source that is not there</source>
        <translation>הוא מצטט מקור שאינו קיים</translation>
    </message>
    <message>
        <source>it says nothing that can be checked</source>
        <translation>אין בו דבר שניתן לבדוק</translation>
    </message>
    <message>
        <source>the cited words give another unit</source>
        <translation>במילים המצוטטות יחידת מידה אחרת</translation>
    </message>
    <message>
        <source>a number in it is not in the cited words</source>
        <translation>מספר שבו אינו מופיע במילים המצוטטות</translation>
    </message>
    <message>
        <source>a number in it belongs to something else in the cited words</source>
        <translation>מספר שבו שייך לדבר אחר במילים המצוטטות</translation>
    </message>
    <message>
        <source>the cited words name the other side</source>
        <translation>במילים המצוטטות מצוין הצד האחר</translation>
    </message>
    <message>
        <source>the cited words deny it, or it denies what they say</source>
        <translation>המילים המצוטטות שוללות אותו, או שהוא שולל את מה שנאמר בהן</translation>
    </message>
    <message>
        <source>the cited words say that it was stopped or not begun</source>
        <translation>במילים המצוטטות נאמר שהופסק או שלא הותחל</translation>
    </message>
    <message>
        <source>the cited words are about someone else</source>
        <translation>המילים המצוטטות הן על אדם אחר</translation>
    </message>
    <message>
        <source>it was said before</source>
        <translation>הוא כבר נאמר</translation>
    </message>
    <message>
        <source>it was not finished</source>
        <translation>הוא לא הושלם</translation>
    </message>
    <message>
        <source>it does not answer the question</source>
        <translation>הוא אינו עונה על השאלה</translation>
    </message>
    <message>
        <source>the cited words do not support it</source>
        <translation>המילים המצוטטות אינן תומכות בו</translation>
    </message>
</context>
<context>
    <name>WithheldView</name>
    <message numerus="yes">
        <source>%n sentence(s) withheld</source>
        <translation>
            <numerusform>משפט אחד נחסם</numerusform>
            <numerusform>%n משפטים נחסמו</numerusform>
        </translation>
    </message>
    <message>
        <source>Not supported by the words they cite</source>
        <translation>אינם נתמכים במילים שהם מצטטים</translation>
    </message>
    <message>
        <source>Withheld: {reason}</source>
        <translation>נחסם: {reason}</translation>
    </message>
</context>
<context>
    <name>WorkDialog</name>
    <message>
        <source>Cancel</source>
        <translation>ביטול</translation>
    </message>
</context>
<context>
    <name>WorkLine</name>
    <message>
        <source>Working</source>
        <translation>בעבודה</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>עצירה</translation>
    </message>
    <message>
        <source>Stopping after this step…</source>
        <translation>עוצרים אחרי הצעד הזה…</translation>
    </message>
    <message>
        <source>{what} {done} of {total}</source>
        <translation>{what}: {done} מתוך {total}</translation>
    </message>
</context>
<context>
    <name>WorkspacePage</name>
    <message>
        <source>The recovery key was not confirmed</source>
        <translation>מפתח השחזור לא אושר</translation>
    </message>
    <message>
        <source>The practice was locked before that.</source>
        <translation>המרפאה ננעלה לפני כן.</translation>
    </message>
    <message>
        <source>If it was not printed or written down, make a new one under Keys.</source>
        <translation>אם הוא לא הודפס או נרשם, צרו מפתח חדש תחת מפתחות.</translation>
    </message>
    <message>
        <source>A form with details of a client was open when the practice was locked</source>
        <translation>טופס עם פרטי מטופל היה פתוח כשהמרפאה ננעלה</translation>
    </message>
    <message>
        <source>What was typed there and not saved is gone.</source>
        <translation>מה שהוקלד בו ולא נשמר אבד.</translation>
    </message>
</context>
</TS>
