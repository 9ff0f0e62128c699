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
        <source>Nothing from this step was saved; what was saved before is safe.</source>
        <translation>דבר מצעד זה לא נשמר; מה שנשמר קודם בטוח.</translation>
    </message>
    <message>
        <source>Try again. If it keeps happening, close Anamnesis and open it again.</source>
        <translation>נסו שוב. אם המצב נמשך, סגרו את Anamnesis ופתחו מחדש.</translation>
    </message>
    <message>
        <source>The database refused this step</source>
        <translation>מסד הנתונים דחה את הפעולה</translation>
    </message>
    <message>
        <source>Nothing was saved (SQLSTATE {sqlstate}).</source>
        <translation>דבר ממנה לא נשמר (SQLSTATE {sqlstate}).</translation>
    </message>
    <message>
        <source>Try again. If it keeps happening, run “anamnesis doctor”.</source>
        <translation>נסו שוב. אם המצב נמשך, הריצו ‎“anamnesis doctor”‎.</translation>
    </message>
    <message>
        <source>The database took too long</source>
        <translation>מסד הנתונים איטי מדי</translation>
    </message>
    <message>
        <source>It was stopped before it was done, and nothing was stored.</source>
        <translation>הפעולה נעצרה לפני שהסתיימה, ושום דבר לא נשמר.</translation>
    </message>
    <message>
        <source>Try again. If it goes on, look at the page of health.</source>
        <translation>נסו שוב. אם זה נמשך, עיינו בדף התקינות.</translation>
    </message>
    <message>
        <source>The database is busy</source>
        <translation>מסד הנתונים עסוק</translation>
    </message>
    <message>
        <source>The step took too long and was given up; nothing was saved.</source>
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
        <source>The server of the shared practice does not run</source>
        <translation>השרת של המרפאה המשותפת אינו פועל</translation>
    </message>
    <message>
        <source>Every account of this computer reaches the practice through it; nothing is lost.</source>
        <translation>כל חשבון במחשב זה מגיע למרפאה דרכו; דבר לא אבד.</translation>
    </message>
    <message>
        <source>Try again in a minute. If it stays so, let an administrator start anamnesis-practice.</source>
        <translation>נסו שוב בעוד דקה. אם המצב נמשך, בקשו ממנהל המחשב להפעיל את ‎anamnesis-practice‎.</translation>
    </message>
    <message>
        <source>PostgreSQL is missing</source>
        <translation>‏PostgreSQL חסר</translation>
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
        <source>Details are in {log}.</source>
        <translation>הפרטים נמצאים בקובץ {log}.</translation>
    </message>
    <message>
        <source>Restart the computer and try again. If it keeps happening, move the data directory away, start Anamnesis and choose “I have a backup”.</source>
        <translation>הפעילו את המחשב מחדש ונסו שוב. אם המצב נמשך, העבירו את תיקיית הנתונים למקום אחר, הפעילו את Anamnesis ובחרו “יש לי גיבוי”.</translation>
    </message>
    <message>
        <source>Check that the right data directory is open, or restore a backup: move the data directory away, start Anamnesis and choose “I have a backup”.</source>
        <translation>ודאו שתיקיית הנתונים הנכונה פתוחה, או שחזרו גיבוי: העבירו את תיקיית הנתונים למקום אחר, הפעילו את Anamnesis ובחרו “יש לי גיבוי”.</translation>
    </message>
    <message>
        <source>The upgrade was not made</source>
        <translation>השדרוג לא בוצע</translation>
    </message>
    <message>
        <source>Not every row arrived in the new database. The one of before is as it was.</source>
        <translation>לא כל השורות הגיעו למסד הנתונים החדש. המסד הקודם נשאר כפי שהיה.</translation>
    </message>
    <message>
        <source>An index of the new database is wrong. The database of before is as it was.</source>
        <translation>אינדקס של מסד הנתונים החדש שגוי. המסד הקודם נשאר כפי שהיה.</translation>
    </message>
    <message>
        <source>Try again. If it goes on, check the disk and the memory of this computer.</source>
        <translation>נסו שוב. אם זה נמשך, בדקו את הכונן ואת הזיכרון של המחשב.</translation>
    </message>
    <message>
        <source>There is no upgrade to undo</source>
        <translation>אין שדרוג לבטל</translation>
    </message>
    <message>
        <source>The database of before was removed when the upgrade was confirmed, or there was none.</source>
        <translation>מסד הנתונים הקודם הוסר כשהשדרוג אושר, או שלא היה כזה.</translation>
    </message>
    <message>
        <source>Restore a backup of before to another place, if you need its state.</source>
        <translation>אם המצב הקודם נחוץ, שחזרו גיבוי קודם למקום אחר.</translation>
    </message>
    <message>
        <source>The upgrade cannot be undone any more</source>
        <translation>אי אפשר עוד לבטל את השדרוג</translation>
    </message>
    <message>
        <source>Keys were changed since, and those that open the database of before were destroyed.</source>
        <translation>המפתחות הוחלפו מאז, ואלה שפותחים את מסד הנתונים הקודם הושמדו.</translation>
    </message>
    <message>
        <source>Go on with this version. A backup of before can be restored to another place.</source>
        <translation>המשיכו בגרסה הזאת. אפשר לשחזר גיבוי קודם למקום אחר.</translation>
    </message>
    <message>
        <source>Restore a backup: move the data directory away, start Anamnesis and choose “I have a backup”.</source>
        <translation>שחזרו גיבוי: העבירו את תיקיית הנתונים למקום אחר, הפעילו את Anamnesis ובחרו “יש לי גיבוי”.</translation>
    </message>
    <message>
        <source>Report it, or restore a backup: move the data directory away, start Anamnesis and choose “I have a backup”.</source>
        <translation>דווחו על כך, או שחזרו גיבוי: העבירו את תיקיית הנתונים למקום אחר, הפעילו את Anamnesis ובחרו “יש לי גיבוי”.</translation>
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
        <source>This attempt was not made. The next one is possible in {wait_s}.</source>
        <translation>כעת לא בוצע ניסיון. הניסיון הבא יתאפשר בעוד {wait_s}.</translation>
    </message>
    <message>
        <source>Wait, then check the keyboard language and Caps Lock. Restarting does not shorten the wait.</source>
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
        <source>Deriving the key from the passphrase needs {needed_mib} MiB of memory.</source>
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
        <source>Attempts cannot be recorded in {file}, so none is allowed.</source>
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
        <source>It is not there, locked or not one this program can use.</source>
        <translation>הוא אינו קיים, נעול, או שאינו ממאגרי המפתחות שהתוכנה סומכת עליהם.</translation>
    </message>
    <message>
        <source>Unlock with the passphrase. If there is a keyring, unlock it and try again.</source>
        <translation>פתחו בעזרת ביטוי הסיסמה. אם יש מאגר מפתחות, פתחו אותו ונסו שוב.</translation>
    </message>
    <message>
        <source>The keyring does not answer</source>
        <translation>מאגר המפתחות אינו משיב</translation>
    </message>
    <message>
        <source>It did not answer in time.</source>
        <translation>הוא לא הגיב בזמן.</translation>
    </message>
    <message>
        <source>Unlock with the passphrase, or check whether the keyring is asking for something.</source>
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
        <source>Read it again from your paper: the last four letters and digits.</source>
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
        <source>There is no person of that name</source>
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
        <source>There is no person called “{name}”</source>
        <translation>אין כאן אדם בשם ״{name}״</translation>
    </message>
    <message>
        <source>Only what a member of the practice wrote can be searched for by author.</source>
        <translation>ניתן לחפש לפי כותב רק במה שכתבו אנשי המרפאה.</translation>
    </message>
    <message>
        <source>“anamnesis users list” shows who is here.</source>
        <translation>הפקודה ‎“anamnesis users list”‎ מציגה מי נמצא כאן.</translation>
    </message>
    <message>
        <source>You cannot remove yourself</source>
        <translation>לא ניתן להסיר את עצמכם</translation>
    </message>
    <message>
        <source>A practice must always have an owner. Nothing was changed.</source>
        <translation>כך למרפאה תמיד נשאר בעלים. דבר לא שונה.</translation>
    </message>
    <message>
        <source>Another owner can remove you.</source>
        <translation>בעלים אחר יכול להסיר אתכם.</translation>
    </message>
    <message>
        <source>Nobody changes their own role</source>
        <translation>איש אינו משנה את התפקיד של עצמו</translation>
    </message>
    <message>
        <source>So a practice always keeps an owner. Nothing was changed.</source>
        <translation>כך למרפאה תמיד נשאר בעלים. דבר לא שונה.</translation>
    </message>
    <message>
        <source>Another owner can change it.</source>
        <translation>בעלים אחר יכול לשנות אותו.</translation>
    </message>
    <message>
        <source>New keys that this person began are not finished</source>
        <translation>החלפת מפתחות שהאדם הזה התחיל עוד לא הושלמה</translation>
    </message>
    <message>
        <source>Finish them first: Keys, Continue.</source>
        <translation>השלימו אותה קודם: מפתחות, המשך.</translation>
    </message>
    <message>
        <source>This person has had the keys of the charts</source>
        <translation>לאדם הזה היו מפתחות התיקים</translation>
    </message>
    <message>
        <source>An auditor must never have been able to open a chart. Nothing was changed.</source>
        <translation>מבקר אינו יכול להיות מי שיכול היה לפתוח תיק. דבר לא שונה.</translation>
    </message>
    <message>
        <source>Remove the person, which makes new keys, and add them again as auditor.</source>
        <translation>הסירו את האדם, כך שייווצרו מפתחות חדשים, והוסיפו אותו מחדש כמבקר.</translation>
    </message>
    <message>
        <source>They have the only recovery key</source>
        <translation>מפתח השחזור היחיד שייך לאדם הזה</translation>
    </message>
    <message>
        <source>Without it, forgotten passphrases would lock the practice for good. Nothing was changed.</source>
        <translation>בלעדיו, סיסמאות שנשכחו ינעלו את המרפאה לתמיד. דבר לא השתנה.</translation>
    </message>
    <message>
        <source>Make a recovery key of your own first: Keys, Replace recovery key.</source>
        <translation>צרו קודם מפתח שחזור משלכם: מפתחות, החלפת מפתח השחזור.</translation>
    </message>
    <message>
        <source>This was not authorised</source>
        <translation>הפעולה לא אושרה</translation>
    </message>
    <message>
        <source>The vault file asks for a change of keys that no owner signed. It was not made.</source>
        <translation>קובץ הכספת מבקש שינוי מפתחות שאף בעלים לא חתם עליו. השינוי לא בוצע.</translation>
    </message>
    <message>
        <source>Contact whoever looks after your computers, and keep a copy of the vault file.</source>
        <translation>פנו למי שאחראי על המחשבים שלכם, ושמרו עותק של קובץ הכספת.</translation>
    </message>
    <message>
        <source>The vault file was changed meanwhile</source>
        <translation>קובץ הכספת שונה בינתיים</translation>
    </message>
    <message>
        <source>An earlier change was written late. It was not overwritten.</source>
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
        <source>Ask who had access to this computer, and restore a backup: move the data directory away, start Anamnesis and choose “I have a backup”.</source>
        <translation>בררו למי הייתה גישה למחשב, ושחזרו גיבוי: העבירו את תיקיית הנתונים למקום אחר, הפעילו את Anamnesis ובחרו “יש לי גיבוי”.</translation>
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
        <source>Details are in {log}. The records were left as they are.</source>
        <translation>הפרטים נמצאים בקובץ {log}. הרשומות נותרו כפי שהן.</translation>
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
        <source>Wait a minute and try again. Details are in {log}.</source>
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
        <source>Restart the computer and try again.</source>
        <translation>הפעילו את המחשב מחדש ונסו שוב.</translation>
    </message>
    <message>
        <source>There is a database already</source>
        <translation>כבר קיים מסד נתונים</translation>
    </message>
    <message>
        <source>{path} was left as it is.</source>
        <translation>הנתיב {path} נותר כפי שהוא.</translation>
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
        <source>Open it with the version of before, make a backup and test that, then try again.</source>
        <translation>פתחו את המרפאה בגרסה הקודמת, צרו גיבוי ובדקו אותו, ואז נסו שוב.</translation>
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
        <source>The database&apos;s version is unclear</source>
        <translation>גרסת מסד הנתונים אינה ברורה</translation>
    </message>
    <message>
        <source>It carries {found} version marks instead of one, so it was left as it is.</source>
        <translation>יש בו {found} סימני גרסה במקום אחד, ולכן הוא נותר כפי שהוא.</translation>
    </message>
    <message>
        <source>The database cannot run as the administrator</source>
        <translation>מסד הנתונים אינו יכול לפעול בחשבון מנהל המערכת</translation>
    </message>
    <message>
        <source>PostgreSQL refuses to run as root, and no other account could be used.</source>
        <translation>‏PostgreSQL מסרב לפעול כ־root, ולא נמצא חשבון אחר שניתן להשתמש בו.</translation>
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
        <source>The models are paused</source>
        <translation>המודלים מושהים</translation>
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
        <source>The process that runs them ended; it restarts by itself.</source>
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
        <source>The process that runs them could not be started. The chart works without it.</source>
        <translation>לא ניתן היה להתחיל את התהליך שמפעיל אותם. התיק פועל גם בלעדיו.</translation>
    </message>
    <message>
        <source>Close other programs and try again. If it keeps happening, install Anamnesis again.</source>
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
        <source>Try again in a minute. If it keeps happening, install Anamnesis again.</source>
        <translation>נסו שוב בעוד דקה. אם המצב נמשך, התקינו את Anamnesis מחדש.</translation>
    </message>
    <message>
        <source>The search model failed</source>
        <translation>מודל החיפוש כשל</translation>
    </message>
    <message>
        <source>It returned invalid data; none of it was used.</source>
        <translation>התקבלו ממנו נתונים לא תקינים; לא נעשה בהם שימוש.</translation>
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
        <source>A model does not run on this computer</source>
        <translation>מודל אינו פועל במחשב הזה</translation>
    </message>
    <message>
        <source>It was tried and ended with {reason}. The chart works without it.</source>
        <translation>הוא נוסה והסתיים ב־{reason}. התיק פועל בלעדיו.</translation>
    </message>
    <message>
        <source>Open “Models and index” and choose another model, or check this one again.</source>
        <translation>פתחו את ״מודלים ואינדקס״ ובחרו מודל אחר, או בדקו את המודל הזה שוב.</translation>
    </message>
    <message>
        <source>There is no such level of instructions</source>
        <translation>אין רמת הוראות כזאת</translation>
    </message>
    <message>
        <source>ANAMNESIS_CPU_LEVEL is set to {name}.</source>
        <translation>ANAMNESIS_CPU_LEVEL מוגדר כ־{name}.</translation>
    </message>
    <message>
        <source>Set it to one of {known}, or do not set it.</source>
        <translation>הגדירו אותו כאחד מאלה: {known}, או אל תגדירו אותו.</translation>
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
        <source>The language model did not accept the required form of an answer.</source>
        <translation>מודל השפה דחה את המבנה שהתשובה חייבת להיות בו.</translation>
    </message>
    <message>
        <source>Read the sources. If it keeps happening, report it.</source>
        <translation>קראו את המקורות. אם המצב נמשך, דווחו על כך.</translation>
    </message>
    <message>
        <source>The language model could not write it in the required form.</source>
        <translation>מודל השפה לא מצא דרך לנסח זאת במבנה שתשובה חייבת להיות בו.</translation>
    </message>
    <message>
        <source>Put the question differently, or read the sources.</source>
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
        <source>The index is still being loaded after the unlock.</source>
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
        <source>Close other programs, then lock and unlock. Search by words keeps working.</source>
        <translation>סגרו תוכנות אחרות, ואז נעלו ופתחו. חיפוש לפי מילים ממשיך לפעול.</translation>
    </message>
    <message>
        <source>This search model does not fit</source>
        <translation>מודל חיפוש זה אינו מתאים</translation>
    </message>
    <message>
        <source>Its vectors have {dimension} numbers, more than the index allows.</source>
        <translation>בווקטורים שלו {dimension} מספרים, יותר ממה שהאינדקס יכול להכיל.</translation>
    </message>
    <message>
        <source>The search was stopped</source>
        <translation>החיפוש נעצר</translation>
    </message>
    <message>
        <source>It found a passage outside of what was asked for, so nothing is shown.</source>
        <translation>הוא מצא קטע מחוץ לתחום שהתבקש, ולכן דבר ממנו אינו מוצג.</translation>
    </message>
    <message>
        <source>Lock and unlock, which rebuilds the index. If it keeps happening, report it.</source>
        <translation>נעלו ופתחו; כך האינדקס נבנה מחדש. אם המצב נמשך, דווחו על כך.</translation>
    </message>
    <message>
        <source>The search model is not answering</source>
        <translation>מודל החיפוש אינו מגיב</translation>
    </message>
    <message>
        <source>Until it is back, search works by words only.</source>
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
        <source>Lock and unlock the practice, which rebuilds the search.</source>
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
        <source>The adapter of a model is missing</source>
        <translation>המתאם של מודל חסר</translation>
    </message>
    <message>
        <source>{name} is used with an adapter, and that file is not where it was installed.</source>
        <translation>המודל {name} פועל עם מתאם, וקובץ המתאם אינו במקום שבו הותקן.</translation>
    </message>
    <message>
        <source>The adapter of a model was refused</source>
        <translation>המתאם של מודל נדחה</translation>
    </message>
    <message>
        <source>The adapter of {name} is not the file that was recorded, so it was not loaded.</source>
        <translation>המתאם של {name} אינו הקובץ שנרשם, ולכן לא נטען.</translation>
    </message>
    <message>
        <source>The adapter of {name} changes more than the linear layers, or its header does not hold.</source>
        <translation>המתאם של {name} משנה יותר מהשכבות הלינאריות, או שהכותרת שלו אינה תקינה.</translation>
    </message>
    <message>
        <source>Install the starter models again. If it stays so, report it.</source>
        <translation>התקינו מחדש את המודלים ההתחלתיים. אם הבעיה נמשכת, דווחו עליה.</translation>
    </message>
    <message>
        <source>The adapter of {name} was made for another model.</source>
        <translation>המתאם של {name} נוצר עבור מודל אחר.</translation>
    </message>
    <message>
        <source>The adapter of a model cannot be read</source>
        <translation>לא ניתן לקרוא את המתאם של מודל</translation>
    </message>
    <message>
        <source>The adapter of {name} is there but does not load.</source>
        <translation>המתאם של {name} קיים אך אינו נטען.</translation>
    </message>
    <message>
        <source>Check that you may read it, or install the starter models again.</source>
        <translation>ודאו שיש לכם הרשאה לקרוא אותו, או התקינו מחדש את המודלים ההתחלתיים.</translation>
    </message>
    <message>
        <source>The quotes were not read</source>
        <translation>הציטוטים לא נקראו</translation>
    </message>
    <message>
        <source>The language model cannot tell the answers apart that it was to choose from.</source>
        <translation>מודל השפה אינו מבחין בין התשובות שמהן היה עליו לבחור.</translation>
    </message>
    <message>
        <source>Report it: the program should not ask for that.</source>
        <translation>דווחו על כך: התוכנה אינה אמורה לבקש זאת.</translation>
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
        <source>There is no screen to show the window on</source>
        <translation>אין מסך להציג עליו את החלון</translation>
    </message>
    <message>
        <source>No display is named, or the one that is named does not let this program in.</source>
        <translation>לא צוין מסך, או שהמסך שצוין אינו מאפשר לתוכנה להתחבר אליו.</translation>
    </message>
    <message>
        <source>Start it from a desktop session. “anamnesis --help” lists what works in a terminal.</source>
        <translation>הפעילו אותה מתוך סביבת שולחן עבודה. ״anamnesis --help״ מפרט מה פועל במסוף.</translation>
    </message>
    <message>
        <source>The window needs libraries that this system lacks</source>
        <translation>החלון זקוק לספריות שחסרות במערכת הזאת</translation>
    </message>
    <message>
        <source>Missing: {libraries}.</source>
        <translation>חסרות: {libraries}.</translation>
    </message>
    <message>
        <source>On Debian and Ubuntu: sudo apt-get install -y {packages}</source>
        <translation>בדביאן ובאובונטו: sudo apt-get install -y {packages}</translation>
    </message>
    <message>
        <source>Anamnesis is running already</source>
        <translation>‏Anamnesis כבר פועל</translation>
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
        <source>This practice belongs to another account of this computer</source>
        <translation>מרפאה זו שייכת לחשבון אחר במחשב הזה</translation>
    </message>
    <message>
        <source>{directory} belongs to the account {account}; it was left as it is.</source>
        <translation>התיקייה {directory} שייכת לחשבון {account}; היא נותרה כפי שהיא.</translation>
    </message>
    <message>
        <source>Log in to the computer as {account} to open it, or choose a data directory of your own.</source>
        <translation>כדי לפתוח אותה היכנסו למחשב בחשבון {account}, או בחרו תיקיית נתונים משלכם.</translation>
    </message>
    <message>
        <source>The practice is open in another account</source>
        <translation>המרפאה פתוחה בחשבון אחר</translation>
    </message>
    <message>
        <source>Accounts of this computer share it, one at a time; {account} has it open.</source>
        <translation>חשבונות במחשב זה חולקים אותה, אחד בכל פעם; היא פתוחה אצל {account}.</translation>
    </message>
    <message>
        <source>Ask for it in the window, or wait until it is closed in that account.</source>
        <translation>בקשו אותה בחלון, או המתינו עד שתיסגר שם.</translation>
    </message>
    <message>
        <source>This account may not open the shared practice</source>
        <translation>חשבון זה אינו רשאי לפתוח את המרפאה המשותפת</translation>
    </message>
    <message>
        <source>Accounts of the group {group} share it; {account} is not one of them.</source>
        <translation>חולקים אותה חשבונות הקבוצה {group}; ‏{account} אינו אחד מהם.</translation>
    </message>
    <message>
        <source>Let an administrator add {account} to the group {group}, then log in to the computer again.</source>
        <translation>בקשו ממנהל המחשב להוסיף את {account} לקבוצה {group}, ואז התחברו למחשב מחדש.</translation>
    </message>
    <message>
        <source>The shared practice is not protected</source>
        <translation>המרפאה המשותפת אינה מוגנת</translation>
    </message>
    <message>
        <source>{path} is not as it was made: {reason}.</source>
        <translation>{path} אינה כפי שנוצרה: {reason}.</translation>
    </message>
    <message>
        <source>Let an administrator restore its owner and its rights; “anamnesis shared status” tells.</source>
        <translation>בקשו ממנהל המחשב לשחזר את הבעלות וההרשאות; הפרטים ב־‎“anamnesis shared status”‎.</translation>
    </message>
    <message>
        <source>The shared practice is not there</source>
        <translation>המרפאה המשותפת איננה</translation>
    </message>
    <message>
        <source>{path} is missing; the policy of this computer names it.</source>
        <translation>{path} חסרה; המדיניות של מחשב זה מפנה אליה.</translation>
    </message>
    <message>
        <source>Let an administrator make it with “anamnesis shared create”, or correct the policy.</source>
        <translation>בקשו ממנהל המחשב ליצור אותה עם ‎“anamnesis shared create”‎, או לתקן את המדיניות.</translation>
    </message>
    <message>
        <source>Others can replace what is in {path}; nothing was opened.</source>
        <translation>אחרים יכולים להחליף את תוכן {path}; דבר לא נפתח.</translation>
    </message>
    <message>
        <source>Let an administrator take the right to write from its group and from others.</source>
        <translation>בקשו ממנהל המחשב לשלול את הרשאת הכתיבה מהקבוצה ומאחרים.</translation>
    </message>
    <message>
        <source>An access control list lets other accounts into {path}; nothing was opened.</source>
        <translation>רשימת בקרת גישה (ACL) מאפשרת לחשבונות אחרים להיכנס אל {path}; דבר לא נפתח.</translation>
    </message>
    <message>
        <source>Let an administrator remove such lists from it and what is in it: setfacl -R -b -k</source>
        <translation>בקשו ממנהל המחשב להסיר רשימות כאלה ממנה ומתוכנה: ‎setfacl -R -b -k‎</translation>
    </message>
    <message>
        <source>An administrator does this</source>
        <translation>זו פעולה של מנהל המחשב</translation>
    </message>
    <message>
        <source>The database of the shared practice belongs to {account}; nothing was changed.</source>
        <translation>מסד הנתונים של המרפאה המשותפת שייך ל־{account}; דבר לא השתנה.</translation>
    </message>
    <message>
        <source>The guide for IT, under “Several people on one computer”, has the commands.</source>
        <translation>הפקודות נמצאות במדריך ל־IT, בפרק ‎“Several people on one computer”‎.</translation>
    </message>
    <message>
        <source>There is no shared practice on this computer</source>
        <translation>אין מרפאה משותפת במחשב זה</translation>
    </message>
    <message>
        <source>No policy names one, or --data-dir names another directory.</source>
        <translation>אין מדיניות שמפנה אל אחת, או ש־‎--data-dir‎ מפנה לתיקייה אחרת.</translation>
    </message>
    <message>
        <source>Set shared_practice in /etc/anamnesis/policy.toml, or leave out --data-dir.</source>
        <translation>הגדירו ‎shared_practice‎ בקובץ ‎/etc/anamnesis/policy.toml‎, או השמיטו את ‎--data-dir‎.</translation>
    </message>
    <message>
        <source>The shared practice waits for its server</source>
        <translation>המרפאה המשותפת ממתינה לשרת שלה</translation>
    </message>
    <message>
        <source>This version of Anamnesis is newer than the database that {account} runs.</source>
        <translation>גרסה זו של Anamnesis חדשה ממסד הנתונים שמפעיל {account}.</translation>
    </message>
    <message>
        <source>Try again in a minute. If it stays so, let an administrator restart its service.</source>
        <translation>נסו שוב בעוד דקה. אם המצב נמשך, בקשו ממנהל המחשב להפעיל מחדש את השירות.</translation>
    </message>
    <message>
        <source>There is something already</source>
        <translation>כבר יש שם משהו</translation>
    </message>
    <message>
        <source>{path} exists; nothing was changed.</source>
        <translation>{path} קיים; דבר לא השתנה.</translation>
    </message>
    <message>
        <source>Name another folder.</source>
        <translation>ציינו תיקייה אחרת.</translation>
    </message>
    <message>
        <source>Not below this folder</source>
        <translation>לא מתחת לתיקייה זו</translation>
    </message>
    <message>
        <source>What is below {path} goes when the package is purged.</source>
        <translation>מה שנמצא מתחת ל־{path} נמחק כשמסירים את החבילה לגמרי.</translation>
    </message>
    <message>
        <source>Name another folder, such as /srv/anamnesis.</source>
        <translation>ציינו תיקייה אחרת, למשל ‎/srv/anamnesis‎.</translation>
    </message>
    <message>
        <source>Accounts and directories of the computer are made; nothing was changed.</source>
        <translation>נוצרים כאן חשבונות ותיקיות של המחשב; דבר לא השתנה.</translation>
    </message>
    <message>
        <source>Run it with sudo.</source>
        <translation>הריצו עם ‎sudo‎.</translation>
    </message>
    <message>
        <source>A practice can be shared on Linux only</source>
        <translation>אפשר לשתף מרפאה רק ב־Linux</translation>
    </message>
    <message>
        <source>On other systems a practice belongs to one account.</source>
        <translation>במערכות אחרות מרפאה שייכת לחשבון אחד.</translation>
    </message>
    <message>
        <source>Share that account, and let each person unlock with their own passphrase.</source>
        <translation>השתמשו יחד באותו חשבון, וכל אדם יפתח עם משפט הסיסמה שלו.</translation>
    </message>
    <message>
        <source>There is no such account</source>
        <translation>אין חשבון כזה</translation>
    </message>
    <message>
        <source>{account} is no account of this computer; nothing was changed.</source>
        <translation>{account} אינו חשבון במחשב זה; דבר לא השתנה.</translation>
    </message>
    <message>
        <source>Create it first, or correct the name.</source>
        <translation>צרו אותו קודם, או תקנו את השם.</translation>
    </message>
    <message>
        <source>This account cannot run the server</source>
        <translation>חשבון זה אינו יכול להפעיל את השרת</translation>
    </message>
    <message>
        <source>{account} exists, can log in or has another group; it could replace the database.</source>
        <translation>{account} קיים, ויכול להתחבר למחשב או שייך לקבוצה אחרת; הוא יכול היה להחליף את מסד הנתונים.</translation>
    </message>
    <message>
        <source>Name an account that does not exist yet, and it is created.</source>
        <translation>ציינו חשבון שעדיין אינו קיים, והוא ייווצר.</translation>
    </message>
    <message>
        <source>An account or a group was not made</source>
        <translation>חשבון או קבוצה לא נוצרו</translation>
    </message>
    <message>
        <source>{program} failed or is missing.</source>
        <translation>{program} נכשל או חסר.</translation>
    </message>
    <message>
        <source>Make the group and the account by other means, then run this again.</source>
        <translation>צרו את הקבוצה ואת החשבון בדרך אחרת, ואז הריצו שוב.</translation>
    </message>
    <message>
        <source>The data directory is on a network drive</source>
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
        <source>The data directory is synchronised to a cloud</source>
        <translation>תיקיית הנתונים מסונכרנת לענן</translation>
    </message>
    <message>
        <source>{path} is synchronised by {reason}, which copies files while they change.</source>
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
        <translation>התיקייה {path} היא קישור או שייכת למישהו אחר, ולכן לא נשמרות בה רשומות.</translation>
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
        <source>{name} must be between {low} and {high}.</source>
        <translation>ההגדרה {name} צריכה להיות בין {low} ל־{high}.</translation>
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
        <source>This file is empty</source>
        <translation>הקובץ ריק</translation>
    </message>
    <message>
        <source>There is nothing in it, so it was not added.</source>
        <translation>אין בו דבר, ולכן הוא לא נוסף.</translation>
    </message>
    <message>
        <source>Check that it was saved or scanned completely.</source>
        <translation>ודאו שהוא נשמר או נסרק במלואו.</translation>
    </message>
    <message>
        <source>This file is too large</source>
        <translation>הקובץ גדול מדי</translation>
    </message>
    <message>
        <source>It holds {size_mb} MB; {limit_mb} MB is the most for one attachment.</source>
        <translation>גודלו {size_mb} MB;‏ {limit_mb} MB הם המרב לקובץ מצורף אחד.</translation>
    </message>
    <message>
        <source>Scan it at a lower resolution, or split it into several files.</source>
        <translation>סרקו אותו ברזולוציה נמוכה יותר, או פצלו אותו לכמה קבצים.</translation>
    </message>
    <message>
        <source>This picture is too large</source>
        <translation>התמונה גדולה מדי</translation>
    </message>
    <message>
        <source>It was not added: without its metadata it takes more room than an attachment may.</source>
        <translation>היא לא נוספה: ללא המטא־נתונים היא תופסת יותר מקום ממה שמותר לקובץ מצורף.</translation>
    </message>
    <message>
        <source>Save it smaller, then add it again.</source>
        <translation>שמרו אותה בגודל קטן יותר, והוסיפו אותה שוב.</translation>
    </message>
    <message>
        <source>This kind of file cannot be added</source>
        <translation>לא ניתן להוסיף קובץ מסוג זה</translation>
    </message>
    <message>
        <source>Its content is not a PDF, a picture (JPEG, PNG, TIFF, WebP) or plain text.</source>
        <translation>לפי תוכנו הוא אינו PDF, אינו תמונה (JPEG, PNG, TIFF, WebP) ואינו טקסט פשוט.</translation>
    </message>
    <message>
        <source>Print or export it as a PDF, then add that.</source>
        <translation>הדפיסו או ייצאו אותו כ־PDF, והוסיפו את ה־PDF.</translation>
    </message>
    <message>
        <source>This is not a file</source>
        <translation>זה אינו קובץ</translation>
    </message>
    <message>
        <source>Folders and devices cannot be added.</source>
        <translation>לא ניתן להוסיף תיקיות והתקנים.</translation>
    </message>
    <message>
        <source>Choose the files inside.</source>
        <translation>בחרו את הקבצים שבתוכם.</translation>
    </message>
    <message>
        <source>It is no longer there, or this account may not read it.</source>
        <translation>הוא כבר אינו שם, או שאין לחשבון זה הרשאה לקרוא אותו.</translation>
    </message>
    <message>
        <source>Copy it to a folder of your own, then add it again.</source>
        <translation>העתיקו אותו לתיקייה משלכם, והוסיפו אותו שוב.</translation>
    </message>
    <message>
        <source>This PDF asks for a password</source>
        <translation>קובץ ה־PDF מבקש סיסמה</translation>
    </message>
    <message>
        <source>It was not added, as nobody could read it in the chart.</source>
        <translation>הוא לא נוסף, משום שאיש לא היה יכול לקרוא אותו בתיק.</translation>
    </message>
    <message>
        <source>Open it with its password, save it without one, then add it again.</source>
        <translation>פתחו אותו עם הסיסמה, שמרו אותו בלעדיה והוסיפו אותו שוב.</translation>
    </message>
    <message>
        <source>This file is damaged</source>
        <translation>הקובץ פגום</translation>
    </message>
    <message>
        <source>It ends too early or does not hold what it should, so it was not added.</source>
        <translation>הוא נקטע מוקדם מדי או שאין בו מה שצריך להיות בו, ולכן לא נוסף.</translation>
    </message>
    <message>
        <source>Ask for it again, or scan it again.</source>
        <translation>בקשו אותו שוב, או סרקו אותו שוב.</translation>
    </message>
    <message>
        <source>This picture is animated</source>
        <translation>התמונה מונפשת</translation>
    </message>
    <message>
        <source>Only single pictures can be kept; nothing was added.</source>
        <translation>ניתן לשמור רק תמונות בודדות; דבר ממנה לא נוסף.</translation>
    </message>
    <message>
        <source>Save the picture you need as PNG or JPEG.</source>
        <translation>שמרו את התמונה הדרושה כ־PNG או כ־JPEG.</translation>
    </message>
    <message>
        <source>This picture has too many pixels</source>
        <translation>בתמונה יש יותר מדי פיקסלים</translation>
    </message>
    <message>
        <source>It would be {width} × {height} pixels when unpacked, which is more than is safe to open.</source>
        <translation>לאחר הפריסה היא תהיה {width} × {height} פיקסלים, יותר ממה שבטוח לפתוח.</translation>
    </message>
    <message>
        <source>Too many pages</source>
        <translation>יותר מדי עמודים</translation>
    </message>
    <message>
        <source>It has {pages} pages; {limit} is the most.</source>
        <translation>יש בו {pages} עמודים; המרב הוא {limit}.</translation>
    </message>
    <message>
        <source>Split it into several files.</source>
        <translation>פצלו אותו לכמה קבצים.</translation>
    </message>
    <message>
        <source>This file takes too long to open</source>
        <translation>פתיחת הקובץ נמשכת זמן רב מדי</translation>
    </message>
    <message>
        <source>Reading it needed more time or memory than a file may have, so it was stopped.</source>
        <translation>לקריאתו נדרשו יותר זמן או זיכרון ממה שמותר לקובץ, ולכן היא הופסקה.</translation>
    </message>
    <message>
        <source>Print it as a new PDF, or save the picture smaller, then add that.</source>
        <translation>הדפיסו אותו כ־PDF חדש, או שמרו את התמונה בגודל קטן יותר, והוסיפו את התוצאה.</translation>
    </message>
    <message>
        <source>This text cannot be read</source>
        <translation>לא ניתן לקרוא את הטקסט</translation>
    </message>
    <message>
        <source>Its encoding is not known (UTF-8, UTF-16, Windows-1255, Windows-1252).</source>
        <translation>הוא אינו באף קידוד המוכר כאן (UTF-8, UTF-16, Windows-1255, Windows-1252).</translation>
    </message>
    <message>
        <source>Save it as UTF-8, then add it again.</source>
        <translation>שמרו אותו כ־UTF-8, והוסיפו אותו שוב.</translation>
    </message>
    <message>
        <source>This file could not be opened</source>
        <translation>לא ניתן היה לפתוח את הקובץ</translation>
    </message>
    <message>
        <source>The process that reads files stopped while reading it. The chart is unchanged.</source>
        <translation>הרכיב שקורא קבצים נעצר בזמן קריאתו. התיק נותר כפי שהיה.</translation>
    </message>
    <message>
        <source>Print it as a new PDF, then add that.</source>
        <translation>הדפיסו אותו כ־PDF חדש, והוסיפו את ה־PDF.</translation>
    </message>
    <message>
        <source>Files cannot be opened now</source>
        <translation>לא ניתן לפתוח קבצים כעת</translation>
    </message>
    <message>
        <source>The process that reads files could not be started.</source>
        <translation>לא ניתן היה להפעיל את התהליך שקורא קבצים.</translation>
    </message>
    <message>
        <source>Close other programs and try again; if it keeps happening, start Anamnesis again.</source>
        <translation>סגרו תוכנות אחרות ונסו שוב; אם המצב נמשך, הפעילו את Anamnesis מחדש.</translation>
    </message>
    <message>
        <source>This page is not there</source>
        <translation>העמוד אינו קיים</translation>
    </message>
    <message>
        <source>The file has no page {page}.</source>
        <translation>אין בקובץ עמוד {page}.</translation>
    </message>
    <message>
        <source>Attachment not found</source>
        <translation>הקובץ המצורף לא נמצא</translation>
    </message>
    <message>
        <source>This attachment is no longer in the chart.</source>
        <translation>הקובץ המצורף כבר אינו בתיק.</translation>
    </message>
    <message>
        <source>This session is in another chart</source>
        <translation>המפגש נמצא בתיק אחר</translation>
    </message>
    <message>
        <source>A file can only be added to a session of the same client.</source>
        <translation>ניתן להוסיף קובץ רק למפגש של אותו מטופל.</translation>
    </message>
    <message>
        <source>Open the chart again and add it there.</source>
        <translation>פתחו שוב את התיק והוסיפו שם.</translation>
    </message>
    <message>
        <source>This attachment was changed outside Anamnesis</source>
        <translation>קובץ מצורף זה שונה מחוץ ל־Anamnesis</translation>
    </message>
    <message>
        <source>A part of it is missing or was changed outside the program, so it is not shown.</source>
        <translation>חלק ממנו חסר או שונה מחוץ לתוכנה, ולכן הוא אינו מוצג.</translation>
    </message>
    <message>
        <source>Add the file again, or restore a backup: Backups, in the menu File, says how.</source>
        <translation>הוסיפו את הקובץ שוב, או שחזרו גיבוי: על שחזור גיבוי ראו “גיבויים” בתפריט “קובץ”.</translation>
    </message>
    <message>
        <source>Take an earlier backup, or one from another folder.</source>
        <translation>קחו גיבוי קודם, או גיבוי מתיקייה אחרת.</translation>
    </message>
    <message>
        <source>The backup did not succeed</source>
        <translation>הגיבוי לא הצליח</translation>
    </message>
    <message>
        <source>Nothing that was there before was changed.</source>
        <translation>דבר ממה שהיה קודם לא השתנה.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>נסו שוב.</translation>
    </message>
    <message>
        <source>The backup is damaged</source>
        <translation>הגיבוי פגום</translation>
    </message>
    <message>
        <source>A part of it is not what was written, so it is not taken for the practice.</source>
        <translation>חלק ממנו אינו מה שנכתב, ולכן אינו נחשב למרפאה.</translation>
    </message>
    <message>
        <source>A part of the backup is missing</source>
        <translation>חלק מהגיבוי חסר</translation>
    </message>
    <message>
        <source>A file in the folder “pieces” is not there: the folder was not copied as a whole.</source>
        <translation>קובץ בתיקייה “pieces” אינו שם: התיקייה לא הועתקה בשלמותה.</translation>
    </message>
    <message>
        <source>Copy the whole folder of backups again, or take an earlier backup.</source>
        <translation>העתיקו שוב את כל תיקיית הגיבויים, או קחו גיבוי קודם.</translation>
    </message>
    <message>
        <source>The backup cannot be read</source>
        <translation>אי אפשר לקרוא את הגיבוי</translation>
    </message>
    <message>
        <source>The system says: {reason}.</source>
        <translation>המערכת מודיעה: {reason}.</translation>
    </message>
    <message>
        <source>Check that the drive is connected and that you may read it, then try again.</source>
        <translation>ודאו שהכונן מחובר ושמותר לכם לקרוא ממנו, ונסו שוב.</translation>
    </message>
    <message>
        <source>This is not a backup of Anamnesis</source>
        <translation>זה אינו גיבוי של Anamnesis</translation>
    </message>
    <message>
        <source>{file} is another kind of file.</source>
        <translation>הקובץ {file} הוא מסוג אחר.</translation>
    </message>
    <message>
        <source>Choose a file that ends in “.anamnesis-backup”, in a folder “backups”.</source>
        <translation>בחרו קובץ שמסתיים ב־“.anamnesis-backup”, בתיקייה “backups”.</translation>
    </message>
    <message>
        <source>Only one file of the backup is here</source>
        <translation>רק קובץ אחד של הגיבוי נמצא כאן</translation>
    </message>
    <message>
        <source>{file} names the parts of the backup, and the folder “pieces” with them is not there.</source>
        <translation>הקובץ {file} מונה את חלקי הגיבוי, והתיקייה “pieces” שבה הם נמצאים חסרה.</translation>
    </message>
    <message>
        <source>Copy the whole folder of backups, and choose the file in it.</source>
        <translation>העתיקו את כל תיקיית הגיבויים, ובחרו את הקובץ שבתוכה.</translation>
    </message>
    <message>
        <source>The backup is not signed by a member of the practice</source>
        <translation>הגיבוי אינו חתום בידי מי שחבר במרפאה</translation>
    </message>
    <message>
        <source>Somebody else may have made it, so it is not used.</source>
        <translation>ייתכן שמישהו אחר יצר אותו, ולכן אין בו שימוש.</translation>
    </message>
    <message>
        <source>The backup was made by a newer Anamnesis</source>
        <translation>הגיבוי נוצר ב־Anamnesis חדש יותר</translation>
    </message>
    <message>
        <source>This version does not know its form. Nothing was changed.</source>
        <translation>גרסה זו אינה מכירה את צורתו. דבר לא השתנה.</translation>
    </message>
    <message>
        <source>Update Anamnesis on this computer and try again.</source>
        <translation>עדכנו את Anamnesis במחשב זה ונסו שוב.</translation>
    </message>
    <message>
        <source>These are backups of another practice</source>
        <translation>אלה גיבויים של מרפאה אחרת</translation>
    </message>
    <message>
        <source>Their keys are not those of the practice that is open.</source>
        <translation>המפתחות שלהם אינם של המרפאה הפתוחה.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>בחרו תיקייה אחרת.</translation>
    </message>
    <message>
        <source>The backup does not fit the members of this practice</source>
        <translation>הגיבוי אינו תואם את חברי המרפאה</translation>
    </message>
    <message>
        <source>It was made under changes of members or keys that this computer does not know.</source>
        <translation>הוא נוצר לאחר שינויים בחברים או במפתחות שמחשב זה אינו מכיר.</translation>
    </message>
    <message>
        <source>Restore it on another computer, with the passphrase or the recovery key of its time.</source>
        <translation>שחזרו אותו במחשב אחר, עם ביטוי הסיסמה או מפתח השחזור של אותה עת.</translation>
    </message>
    <message>
        <source>The keys are being changed</source>
        <translation>המפתחות מוחלפים כעת</translation>
    </message>
    <message>
        <source>A backup has to wait until that has ended.</source>
        <translation>הגיבוי צריך לחכות עד שזה יסתיים.</translation>
    </message>
    <message>
        <source>Try again in a few minutes.</source>
        <translation>נסו שוב בעוד כמה דקות.</translation>
    </message>
    <message>
        <source>There is no backup to test</source>
        <translation>אין גיבוי לבדוק</translation>
    </message>
    <message>
        <source>No folder that can be reached now holds one.</source>
        <translation>אין גיבוי באף תיקייה שאפשר להגיע אליה כעת.</translation>
    </message>
    <message>
        <source>Connect the drive with the backups, or make a backup first.</source>
        <translation>חברו את הכונן שבו הגיבויים, או צרו קודם גיבוי.</translation>
    </message>
    <message>
        <source>There is no backup in this folder</source>
        <translation>אין גיבוי בתיקייה זו</translation>
    </message>
    <message>
        <source>Neither {folder} nor a folder “Anamnesis backups” in it holds one.</source>
        <translation>אין גיבוי ב־{folder}, וגם לא בתיקייה “Anamnesis backups” שבתוכה.</translation>
    </message>
    <message>
        <source>Choose the folder that the backups were made to, or a backup in its folder “backups”.</source>
        <translation>בחרו את התיקייה שאליה נעשו הגיבויים, או גיבוי בתיקייה “backups” שבתוכה.</translation>
    </message>
    <message>
        <source>No such folder of backups</source>
        <translation>אין תיקיית גיבויים כזו</translation>
    </message>
    <message>
        <source>No folder of this practice is called {name}.</source>
        <translation>אין במרפאה זו תיקייה בשם {name}.</translation>
    </message>
    <message>
        <source>Show the folders: anamnesis backup targets list</source>
        <translation>הצגת התיקיות: anamnesis backup targets list</translation>
    </message>
    <message>
        <source>The folder of backups is not there</source>
        <translation>תיקיית הגיבויים אינה נמצאת</translation>
    </message>
    <message>
        <source>{folder} cannot be reached: a drive that is not connected, perhaps.</source>
        <translation>אי אפשר להגיע אל {folder}: אולי הכונן אינו מחובר.</translation>
    </message>
    <message>
        <source>Connect the drive, or choose another folder under Backups.</source>
        <translation>חברו את הכונן, או בחרו תיקייה אחרת תחת “גיבויים”.</translation>
    </message>
    <message>
        <source>The folder is not there</source>
        <translation>התיקייה אינה נמצאת</translation>
    </message>
    <message>
        <source>{folder} cannot be found.</source>
        <translation>לא נמצאה התיקייה {folder}.</translation>
    </message>
    <message>
        <source>Connect the drive, or choose another folder.</source>
        <translation>חברו את הכונן, או בחרו תיקייה אחרת.</translation>
    </message>
    <message>
        <source>The folder of backups is damaged</source>
        <translation>תיקיית הגיבויים פגומה</translation>
    </message>
    <message>
        <source>{folder} does not say whose backups it holds.</source>
        <translation>התיקייה {folder} אינה אומרת של מי הגיבויים שבה.</translation>
    </message>
    <message>
        <source>Choose another folder; what lies in this one was not changed.</source>
        <translation>בחרו תיקייה אחרת; מה שנמצא בתיקייה זו לא השתנה.</translation>
    </message>
    <message>
        <source>The folder of backups is in use</source>
        <translation>תיקיית הגיבויים בשימוש</translation>
    </message>
    <message>
        <source>A backup or a check is already under way there.</source>
        <translation>גיבוי או בדיקה כבר מתבצעים שם.</translation>
    </message>
    <message>
        <source>Try again when it has ended.</source>
        <translation>נסו שוב כשיסתיימו.</translation>
    </message>
    <message>
        <source>The backup cannot be written</source>
        <translation>אי אפשר לכתוב את הגיבוי</translation>
    </message>
    <message>
        <source>Check that the drive is connected and not write-protected, or choose another folder.</source>
        <translation>ודאו שהכונן מחובר ואינו מוגן מפני כתיבה, או בחרו תיקייה אחרת.</translation>
    </message>
    <message>
        <source>There is too little room for a backup</source>
        <translation>אין די מקום לגיבוי</translation>
    </message>
    <message>
        <source>It needs {needed_bytes} bytes, and {free_bytes} are free in {folder}.</source>
        <translation>נחוצים {needed_bytes} בתים, ויש {free_bytes} בתים פנויים ב־{folder}.</translation>
    </message>
    <message>
        <source>Free some room there, or choose a folder on another drive.</source>
        <translation>פנו שם מקום, או בחרו תיקייה בכונן אחר.</translation>
    </message>
    <message>
        <source>The restored backup is not as it should be</source>
        <translation>הגיבוי ששוחזר אינו כפי שצריך להיות</translation>
    </message>
    <message>
        <source>It was restored, but not everything in it opened or was found.</source>
        <translation>הוא שוחזר, אך לא הכול בו נפתח או נמצא.</translation>
    </message>
    <message>
        <source>Make a new backup and test it; under Backups it is said what was wrong.</source>
        <translation>צרו גיבוי חדש ובדקו אותו; תחת “גיבויים” נאמר מה היה לא תקין.</translation>
    </message>
    <message>
        <source>The list of folders for backups is damaged</source>
        <translation>רשימת תיקיות הגיבוי פגומה</translation>
    </message>
    <message>
        <source>The backups themselves are not affected, but no new ones are made.</source>
        <translation>הגיבויים עצמם לא נפגעו, אך לא נוצרים חדשים.</translation>
    </message>
    <message>
        <source>Add the folders again under Backups.</source>
        <translation>הוסיפו שוב את התיקיות תחת “גיבויים”.</translation>
    </message>
    <message>
        <source>A backup must not lie beside what it saves</source>
        <translation>גיבוי לא יכול להיות ליד מה שהוא שומר</translation>
    </message>
    <message>
        <source>The folder is within the data of Anamnesis and would be lost together with it.</source>
        <translation>התיקייה נמצאת בתוך הנתונים של Anamnesis ותאבד יחד איתם.</translation>
    </message>
    <message>
        <source>Choose a folder on another drive.</source>
        <translation>בחרו תיקייה בכונן אחר.</translation>
    </message>
    <message>
        <source>The backup could not be restored</source>
        <translation>לא היה אפשר לשחזר את הגיבוי</translation>
    </message>
    <message>
        <source>The database refused what is in it. Nothing was changed.</source>
        <translation>מסד הנתונים דחה את תוכנו. דבר לא השתנה.</translation>
    </message>
    <message>
        <source>The system refused access to a file</source>
        <translation>המערכת סירבה לגשת לקובץ</translation>
    </message>
    <message>
        <source>{path}: {reason}.</source>
        <translation>{path}: {reason}.</translation>
    </message>
    <message>
        <source>Check that its disk is there and not write-protected, and that the folder belongs to you.</source>
        <translation>יש לבדוק שהדיסק זמין ואינו מוגן מפני כתיבה, ושהתיקייה שייכת לך.</translation>
    </message>
    <message>
        <source>This computer is out of memory or open files</source>
        <translation>למחשב הזה אזלו הזיכרון או הקבצים הפתוחים</translation>
    </message>
    <message>
        <source>The system had no more to give: {reason}.</source>
        <translation>למערכת לא נותר מה להקצות: {reason}.</translation>
    </message>
    <message>
        <source>Close other programs, then try again.</source>
        <translation>יש לסגור תוכניות אחרות ולנסות שוב.</translation>
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
        <source>Full name</source>
        <translation>שם מלא</translation>
    </message>
    <message>
        <source>&amp;First name</source>
        <translation>שם &amp;פרטי</translation>
    </message>
    <message>
        <source>&amp;Last name</source>
        <translation>שם &amp;משפחה</translation>
    </message>
    <message>
        <source>&amp;Birth date</source>
        <translation>תאריך &amp;לידה</translation>
    </message>
    <message>
        <source>Se&amp;x</source>
        <translation>מ&amp;ין</translation>
    </message>
    <message>
        <source>&amp;Phone</source>
        <translation>&amp;טלפון</translation>
    </message>
    <message>
        <source>&amp;E-mail</source>
        <translation>&amp;דוא״ל</translation>
    </message>
    <message>
        <source>A&amp;ddress</source>
        <translation>&amp;כתובת</translation>
    </message>
    <message>
        <source>Emer&amp;gency contact</source>
        <translation>איש קשר ל&amp;חירום</translation>
    </message>
    <message>
        <source>&amp;Allergies</source>
        <translation>&amp;אלרגיות</translation>
    </message>
    <message>
        <source>Ale&amp;rts</source>
        <translation>הת&amp;ראות</translation>
    </message>
    <message>
        <source>&amp;Tags</source>
        <translation>&amp;תגיות</translation>
    </message>
    <message>
        <source>&amp;Consent given on</source>
        <translation>&amp;הסכמה ניתנה בתאריך</translation>
    </message>
    <message>
        <source>&amp;Medical history</source>
        <translation>ר&amp;קע רפואי</translation>
    </message>
    <message>
        <source>&amp;Notes</source>
        <translation>ה&amp;ערות</translation>
    </message>
    <message>
        <source>Id in another program</source>
        <translation>מזהה בתוכנה אחרת</translation>
    </message>
    <message>
        <source>Name, relation, phone</source>
        <translation>שם, קרבה, טלפון</translation>
    </message>
    <message>
        <source>Separated by commas: knee, insurance A</source>
        <translation>מופרדות בפסיקים: ברך, ביטוח א׳</translation>
    </message>
    <message>
        <source>Client&apos;s id</source>
        <translation>מזהה המטופל</translation>
    </message>
    <message>
        <source>Session&apos;s id</source>
        <translation>מזהה המפגש</translation>
    </message>
    <message>
        <source>Addendum</source>
        <translation>תוספת</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>תאריך</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>סוג</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>משך</translation>
    </message>
    <message>
        <source>State</source>
        <translation>מצב</translation>
    </message>
    <message>
        <source>Another client has this id</source>
        <translation>המזהה הזה שייך למטופל אחר</translation>
    </message>
    <message>
        <source>A client with the id {external_id}, but another name or birth date, is here already.</source>
        <translation>כבר קיים כאן מטופל עם המזהה {external_id}, אך בשם אחר או בתאריך לידה אחר.</translation>
    </message>
    <message>
        <source>Give this client another id in the file, or correct the name and birth date.</source>
        <translation>תנו למטופל הזה מזהה אחר בקובץ, או תקנו את השם ואת תאריך הלידה.</translation>
    </message>
    <message>
        <source>This line is not JSON</source>
        <translation>שורה זו אינה JSON</translation>
    </message>
    <message>
        <source>It ends unexpectedly at column {column}.</source>
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
        <translation>הערך {place} צריך להיות אובייקט בסוגריים מסולסלים.</translation>
    </message>
    <message>
        <source>This is not a list</source>
        <translation>זו אינה רשימה</translation>
    </message>
    <message>
        <source>{place} should be a list.</source>
        <translation>הערך {place} צריך להיות רשימה.</translation>
    </message>
    <message>
        <source>This is not text</source>
        <translation>זה אינו טקסט</translation>
    </message>
    <message>
        <source>{place} should be text in quotation marks.</source>
        <translation>הערך {place} צריך להיות טקסט במירכאות.</translation>
    </message>
    <message>
        <source>This date cannot be read</source>
        <translation>לא ניתן לקרוא תאריך זה</translation>
    </message>
    <message>
        <source>{place} should be a date like 2024-04-07.</source>
        <translation>הערך {place} צריך להיות תאריך בצורה 2024-04-07.</translation>
    </message>
    <message>
        <source>An identifier is missing</source>
        <translation>חסר מזהה</translation>
    </message>
    <message>
        <source>{place} should be a text that names the record.</source>
        <translation>הערך {place} צריך להיות טקסט שמזהה את הרשומה.</translation>
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
        <translation>הערך {place} חוזר על מזהה שכבר קיים במרפאה או בקובץ.</translation>
    </message>
    <message>
        <source>This date can mean two days</source>
        <translation>לתאריך זה שתי משמעויות אפשריות</translation>
    </message>
    <message>
        <source>{place} could be read with the day first or with the month first.</source>
        <translation>ניתן לקרוא את הערך {place} כשהיום ראשון או כשהחודש ראשון.</translation>
    </message>
    <message>
        <source>Choose whether the day or the month comes first, or write it as 2024-04-07.</source>
        <translation>בחרו אם היום או החודש נכתב ראשון, או כתבו אותו כך: ‎2024-04-07‎.</translation>
    </message>
    <message>
        <source>This time cannot be read</source>
        <translation>לא ניתן לקרוא שעה זו</translation>
    </message>
    <message>
        <source>{place} should be a time like 2024-04-07T09:30:00+00:00.</source>
        <translation>הערך {place} צריך להיות זמן בצורה 2024-04-07T09:30:00+00:00.</translation>
    </message>
    <message>
        <source>This kind of session is too long</source>
        <translation>סוג המפגש ארוך מדי</translation>
    </message>
    <message>
        <source>{place} may hold {limit} characters.</source>
        <translation>הערך {place} יכול להכיל {limit} תווים.</translation>
    </message>
    <message>
        <source>This duration cannot be read</source>
        <translation>לא ניתן לקרוא משך זה</translation>
    </message>
    <message>
        <source>{place} should be a number of minutes from 0 to {limit}.</source>
        <translation>הערך {place} צריך להיות מספר דקות בין 0 ל־{limit}.</translation>
    </message>
    <message>
        <source>This state is not known</source>
        <translation>המצב אינו מוכר</translation>
    </message>
    <message>
        <source>{place} may be one of: {allowed}.</source>
        <translation>הערך {place} יכול להיות אחד מאלה: {allowed}.</translation>
    </message>
    <message>
        <source>These addenda cannot be read</source>
        <translation>לא ניתן לקרוא את התוספות</translation>
    </message>
    <message>
        <source>{place} should be a list of at most {limit}.</source>
        <translation>הערך {place} צריך להיות רשימה של {limit} לכל היותר.</translation>
    </message>
    <message>
        <source>A draft has no addenda</source>
        <translation>לטיוטה אין תוספות</translation>
    </message>
    <message>
        <source>{place} belongs to a session that is not signed.</source>
        <translation>הערך {place} שייך למפגש שאינו חתום.</translation>
    </message>
    <message>
        <source>This row has too many cells</source>
        <translation>בשורה זו יותר מדי תאים</translation>
    </message>
    <message>
        <source>It has {found} where the first line names {expected} columns.</source>
        <translation>יש בה {found} תאים, בעוד שבשורה הראשונה {expected} עמודות.</translation>
    </message>
    <message>
        <source>Put text with separators in it between quotation marks.</source>
        <translation>הקיפו במירכאות טקסט שיש בו תווי הפרדה.</translation>
    </message>
    <message>
        <source>Two rows say different things of one client</source>
        <translation>שתי שורות סותרות זו את זו לגבי מטופל אחד</translation>
    </message>
    <message>
        <source>{column} is not what the row in line {first_line} says.</source>
        <translation>הערך בעמודה {column} אינו זהה לזה שבשורה {first_line}.</translation>
    </message>
    <message>
        <source>Make the rows of one client agree, or leave that cell empty.</source>
        <translation>התאימו בין השורות של אותו מטופל, או השאירו את התא ריק.</translation>
    </message>
    <message>
        <source>This cannot be taken as it is</source>
        <translation>לא ניתן לקבל זאת כפי שזה</translation>
    </message>
    <message>
        <source>Too many entries</source>
        <translation>יותר מדי פריטים</translation>
    </message>
    <message>
        <source>The list “{field}” takes {limit} entries at most.</source>
        <translation>הרשימה “{field}” יכולה להכיל {limit} פריטים לכל היותר.</translation>
    </message>
    <message>
        <source>Put several into one entry, or write them into the notes.</source>
        <translation>אחדו כמה פריטים לאחד, או כתבו אותם בהערות.</translation>
    </message>
    <message>
        <source>This chart is in use</source>
        <translation>התיק נמצא בשימוש</translation>
    </message>
    <message>
        <source>It is neither archived nor deleted, so nothing was changed.</source>
        <translation>הוא אינו בארכיון ולא נמחק, ולכן דבר לא שונה.</translation>
    </message>
    <message>
        <source>This chart is archived</source>
        <translation>התיק נמצא בארכיון</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>דבר לא שונה.</translation>
    </message>
    <message>
        <source>Bring it back from the archive first.</source>
        <translation>החזירו אותו תחילה מהארכיון.</translation>
    </message>
    <message>
        <source>This chart is deleted</source>
        <translation>התיק נמחק</translation>
    </message>
    <message>
        <source>Nothing is written into a deleted chart.</source>
        <translation>לא כותבים דבר בתיק שנמחק.</translation>
    </message>
    <message>
        <source>Restore the chart first.</source>
        <translation>שחזרו את התיק תחילה.</translation>
    </message>
    <message>
        <source>This chart was merged into another</source>
        <translation>התיק מוזג לתוך תיק אחר</translation>
    </message>
    <message>
        <source>Nothing can be written here.</source>
        <translation>לא כותבים כאן עוד דבר.</translation>
    </message>
    <message>
        <source>Go on in the chart that it was merged into.</source>
        <translation>המשיכו בתיק שאליו הוא מוזג.</translation>
    </message>
    <message>
        <source>This chart is being erased</source>
        <translation>התיק נמצא בתהליך מחיקה לצמיתות</translation>
    </message>
    <message>
        <source>An owner began to erase it for good, so it can no longer be brought back.</source>
        <translation>בעלים החל במחיקתו לצמיתות, ולכן לא ניתן עוד להחזיר אותו.</translation>
    </message>
    <message>
        <source>Choose two charts</source>
        <translation>בחרו שני תיקים</translation>
    </message>
    <message>
        <source>A chart cannot be merged with itself.</source>
        <translation>לא ניתן למזג תיק עם עצמו.</translation>
    </message>
    <message>
        <source>This chart can still be restored</source>
        <translation>עדיין ניתן לשחזר את התיק</translation>
    </message>
    <message>
        <source>A deleted chart is destroyed 30 days after it was deleted, not before.</source>
        <translation>תיק שנמחק מושמד 30 יום לאחר מחיקתו, ולא לפני כן.</translation>
    </message>
    <message>
        <source>To destroy it at once, erase the client.</source>
        <translation>כדי להשמיד אותו מיד, מחקו את המטופל לצמיתות.</translation>
    </message>
    <message>
        <source>The notes do not disagree any more</source>
        <translation>אין עוד סתירה בין הרישומים</translation>
    </message>
    <message>
        <source>One of the two was changed meanwhile.</source>
        <translation>אחד מהשניים השתנה בינתיים.</translation>
    </message>
    <message>
        <source>A reason is needed</source>
        <translation>דרושה סיבה</translation>
    </message>
    <message>
        <source>Nothing was changed, as the chart has to say why.</source>
        <translation>דבר לא שונה, משום שהתיק חייב לציין מדוע.</translation>
    </message>
    <message>
        <source>Write a reason in a few words.</source>
        <translation>כתבו סיבה בכמה מילים.</translation>
    </message>
    <message>
        <source>The reason is too long</source>
        <translation>הסיבה ארוכה מדי</translation>
    </message>
    <message>
        <source>It has {length} characters and may have {limit}.</source>
        <translation>יש בה {length} תווים, ומותר {limit}.</translation>
    </message>
    <message>
        <source>Shorten it.</source>
        <translation>קצרו אותה.</translation>
    </message>
    <message>
        <source>This session is not signed yet</source>
        <translation>המפגש עדיין אינו חתום</translation>
    </message>
    <message>
        <source>Only a signed session is added to or retracted.</source>
        <translation>רק למפגש חתום ניתן להוסיף תוספת או לבטל את תוקפו.</translation>
    </message>
    <message>
        <source>Change or delete the draft itself.</source>
        <translation>שנו או מחקו את הטיוטה עצמה.</translation>
    </message>
    <message>
        <source>This session was retracted</source>
        <translation>תוקף המפגש בוטל</translation>
    </message>
    <message>
        <source>It stays in the chart as it is and can no longer be changed.</source>
        <translation>הוא נשאר בתיק כפי שהוא ואינו משתנה עוד.</translation>
    </message>
    <message>
        <source>This draft was deleted</source>
        <translation>הטיוטה נמחקה</translation>
    </message>
    <message>
        <source>Restore the draft first.</source>
        <translation>שחזרו את הטיוטה תחילה.</translation>
    </message>
    <message>
        <source>This session is not deleted</source>
        <translation>המפגש אינו מחוק</translation>
    </message>
    <message>
        <source>There is nothing to be restored.</source>
        <translation>אין מה לשחזר.</translation>
    </message>
    <message>
        <source>The addendum is empty</source>
        <translation>התוספת ריקה</translation>
    </message>
    <message>
        <source>Nothing was added.</source>
        <translation>דבר לא נוסף.</translation>
    </message>
    <message>
        <source>The addendum is too long</source>
        <translation>התוספת ארוכה מדי</translation>
    </message>
    <message>
        <source>Shorten it, or write two.</source>
        <translation>קצרו אותה, או כתבו שתיים.</translation>
    </message>
    <message>
        <source>Too many addenda</source>
        <translation>יותר מדי תוספות</translation>
    </message>
    <message>
        <source>A session takes {limit} addenda.</source>
        <translation>מפגש יכול להכיל {limit} תוספות.</translation>
    </message>
    <message>
        <source>Write a new session.</source>
        <translation>כתבו מפגש חדש.</translation>
    </message>
    <message>
        <source>Unknown kind of session</source>
        <translation>סוג מפגש לא מוכר</translation>
    </message>
    <message>
        <source>Nothing was saved.</source>
        <translation>דבר לא נשמר.</translation>
    </message>
    <message>
        <source>Choose one of the kinds offered.</source>
        <translation>בחרו אחד מהסוגים המוצעים.</translation>
    </message>
    <message>
        <source>This duration cannot be right</source>
        <translation>משך זה אינו סביר</translation>
    </message>
    <message>
        <source>A session lasts {limit} minutes at most.</source>
        <translation>מפגש נמשך {limit} דקות לכל היותר.</translation>
    </message>
    <message>
        <source>Enter the duration in minutes.</source>
        <translation>הזינו את המשך בדקות.</translation>
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
        <source>It is not in this practice.</source>
        <translation>מה שהתבקש אינו נמצא במרפאה זו.</translation>
    </message>
    <message>
        <source>Client not found</source>
        <translation>המטופל לא נמצא</translation>
    </message>
    <message>
        <source>This client is no longer in the practice.</source>
        <translation>מטופל זה כבר אינו רשום במרפאה.</translation>
    </message>
    <message>
        <source>Session not found</source>
        <translation>המפגש לא נמצא</translation>
    </message>
    <message>
        <source>This session is no longer in the chart.</source>
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
        <source>Lock and unlock the practice. If it keeps happening, restore a backup: Backups, in the menu File, says how.</source>
        <translation>נעלו ופתחו את המרפאה. אם המצב נמשך, שחזרו גיבוי: על שחזור גיבוי ראו “גיבויים” בתפריט “קובץ”.</translation>
    </message>
    <message>
        <source>Conversation not found</source>
        <translation>השיחה לא נמצאה</translation>
    </message>
    <message>
        <source>The history holds no such conversation.</source>
        <translation>אין שיחה כזו בהיסטוריה.</translation>
    </message>
    <message>
        <source>Start a new conversation; on the command line, leave --conversation out.</source>
        <translation>התחילו שיחה חדשה; בשורת הפקודה, השמיטו את ‎--conversation.</translation>
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
        <source>A signed session can no longer be changed.</source>
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
        <source>This practice allows {limit} questions in an hour. The next one is possible in {wait_s}.</source>
        <translation>במרפאה זו מותרות {limit} שאלות בשעה. השאלה הבאה תתאפשר בעוד {wait_s}.</translation>
    </message>
    <message>
        <source>The chart and the search go on working.</source>
        <translation>התיק והחיפוש ממשיכים לפעול.</translation>
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
        <source>The assistant is switched off</source>
        <translation>העוזר כבוי</translation>
    </message>
    <message>
        <source>The settings of this computer leave no questions to be asked.</source>
        <translation>לפי ההגדרות של מחשב זה לא ניתן לשאול שאלות.</translation>
    </message>
    <message>
        <source>The chart and the search go on working. Whoever looks after this computer can say why.</source>
        <translation>התיק והחיפוש ממשיכים לפעול. מי שאחראי על המחשב יוכל לומר מדוע.</translation>
    </message>
    <message>
        <source>This answer no longer exists</source>
        <translation>תשובה זו איננה עוד</translation>
    </message>
    <message>
        <source>It was deleted together with what it quoted.</source>
        <translation>היא נמחקה יחד עם מה שציטטה.</translation>
    </message>
    <message>
        <source>Ask again.</source>
        <translation>שאלו שוב.</translation>
    </message>
    <message>
        <source>It tells the assistant to set its rules aside. The attempt was recorded without its text.</source>
        <translation>היא מורה לעוזר להתעלם מכלליו. הדבר נרשם ללא מילותיה.</translation>
    </message>
    <message>
        <source>Ask only what the record should say.</source>
        <translation>שאלו רק על מה שאמור להופיע ברשומה.</translation>
    </message>
    <message>
        <source>It asks the assistant to act as somebody else. The attempt was recorded without its text.</source>
        <translation>היא מבקשת מהעוזר להתחזות למישהו אחר. הדבר נרשם ללא מילותיה.</translation>
    </message>
    <message>
        <source>It asks for the assistant&apos;s own instructions. The attempt was recorded without its text.</source>
        <translation>היא מבקשת את ההוראות של העוזר עצמו. הדבר נרשם ללא מילותיה.</translation>
    </message>
    <message>
        <source>The documentation describes how answers are made. Here, ask about the record.</source>
        <translation>התיעוד מתאר כיצד נוצרות התשובות. כאן, שאלו על הרשומה.</translation>
    </message>
    <message>
        <source>It contains marks that separate notes from instructions, or imitates them. The attempt was recorded without its text.</source>
        <translation>יש בה סימנים המפרידים בין רשומות להוראות, או חיקוי שלהם. הדבר נרשם ללא מילותיה.</translation>
    </message>
    <message>
        <source>Leave the marks out and write the question in plain words.</source>
        <translation>השמיטו את הסימנים וכתבו את השאלה במילים פשוטות.</translation>
    </message>
    <message>
        <source>It asks for secrets, programs or addresses on the network, which the assistant has no part in. The attempt was recorded without its text.</source>
        <translation>היא מבקשת סודות, תוכנות או כתובות ברשת, שאין לעוזר עסק בהם. הדבר נרשם ללא מילותיה.</translation>
    </message>
    <message>
        <source>Ask only what the record should say, without links.</source>
        <translation>שאלו רק על מה שאמור להופיע ברשומה, ללא קישורים.</translation>
    </message>
    <message>
        <source>It dictates the answer or its sources. The attempt was recorded without its text.</source>
        <translation>היא מכתיבה את התשובה או את מקורותיה. הדבר נרשם ללא מילותיה.</translation>
    </message>
    <message>
        <source>Ask what the record says; the answer then cites it.</source>
        <translation>שאלו מה כתוב ברשומה; התשובה תצטט אותה.</translation>
    </message>
    <message>
        <source>Part of it is encoded and cannot be read by a person. The attempt was recorded without its text.</source>
        <translation>חלק ממנה מקודד ואדם אינו יכול לקרוא אותו. הדבר נרשם ללא מילותיה.</translation>
    </message>
    <message>
        <source>Write the question in plain words.</source>
        <translation>כתבו את השאלה במילים פשוטות.</translation>
    </message>
    <message>
        <source>It holds characters that cannot be seen and carry hidden text. The attempt was recorded without its text.</source>
        <translation>יש בה תווים בלתי נראים הנושאים טקסט מוסתר. הדבר נרשם ללא מילותיה.</translation>
    </message>
    <message>
        <source>Type the question yourself instead of pasting it.</source>
        <translation>הקלידו את השאלה בעצמכם במקום להדביק אותה.</translation>
    </message>
    <message>
        <source>It reads like an instruction to the assistant rather than a question about the record.</source>
        <translation>היא נראית כהוראה לעוזר ולא כשאלה על הרשומה.</translation>
    </message>
    <message>
        <source>Put it differently.</source>
        <translation>נסחו אותה במילים אחרות.</translation>
    </message>
    <message>
        <source>The limit of questions is reached</source>
        <translation>מכסת השאלות נוצלה</translation>
    </message>
    <message>
        <source>This file was not imported</source>
        <translation>הקובץ לא יובא</translation>
    </message>
    <message>
        <source>Nothing was stored.</source>
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
        <source>The passphrase is easy to guess</source>
        <translation>קל לנחש את ביטוי הסיסמה</translation>
    </message>
    <message>
        <source>Too few guesses lead to it.</source>
        <translation>מגיעים אליו במעט מדי ניחושים.</translation>
    </message>
    <message>
        <source>Add another word or two; uncommon words are better.</source>
        <translation>הוסיפו עוד מילה או שתיים; מילים לא שכיחות עדיפות.</translation>
    </message>
    <message>
        <source>Most of it is a common password or a single common word.</source>
        <translation>רובו סיסמה נפוצה או מילה נפוצה אחת.</translation>
    </message>
    <message>
        <source>Most of it is a name, perhaps your own or the practice&apos;s.</source>
        <translation>רובו שם, אולי שלכם או של המרפאה.</translation>
    </message>
    <message>
        <source>Take several words that have nothing to do with you.</source>
        <translation>בחרו כמה מילים שאינן קשורות אליכם.</translation>
    </message>
    <message>
        <source>Most of it is a run of neighbouring keys.</source>
        <translation>רובו רצף של מקשים סמוכים.</translation>
    </message>
    <message>
        <source>Take several words instead.</source>
        <translation>בחרו במקום זאת כמה מילים.</translation>
    </message>
    <message>
        <source>Most of it repeats the same characters.</source>
        <translation>רובו חוזר על אותם תווים.</translation>
    </message>
    <message>
        <source>Avoid repeated words and characters; take several different words.</source>
        <translation>הימנעו מחזרה על מילים ותווים; בחרו כמה מילים שונות.</translation>
    </message>
    <message>
        <source>Most of it is a sequence such as abc or 6543.</source>
        <translation>רובו רצף כמו abc או 6543.</translation>
    </message>
    <message>
        <source>Avoid sequences; take several words.</source>
        <translation>הימנעו מרצפים; בחרו כמה מילים.</translation>
    </message>
    <message>
        <source>Most of it is a date or a year.</source>
        <translation>רובו תאריך או שנה.</translation>
    </message>
    <message>
        <source>Avoid dates and years that belong to you; take several words.</source>
        <translation>הימנעו מתאריכים ומשנים הקשורים אליכם; בחרו כמה מילים.</translation>
    </message>
    <message>
        <source>First make a new recovery key</source>
        <translation>תחילה יש ליצור מפתח שחזור חדש</translation>
    </message>
    <message>
        <source>The one there is was made by an earlier version. With it, a passphrase or key that you replace now could still open later notes.</source>
        <translation>המפתח הקיים נוצר בגרסה קודמת. דרכו סוד שמוחלף עכשיו עלול עדיין לפתוח את מה שייכתב אחר כך.</translation>
    </message>
    <message>
        <source>Make a new recovery key, and then do this again.</source>
        <translation>צרו מפתח שחזור חדש, ואז נסו שוב.</translation>
    </message>
    <message>
        <source>First unlock with your passphrase</source>
        <translation>תחילה יש לפתוח עם ביטוי הסיסמה</translation>
    </message>
    <message>
        <source>It was set with an earlier version. With it, a passphrase or key that you replace now could still open later notes.</source>
        <translation>הוא נקבע בגרסה קודמת. דרכו סוד שמוחלף עכשיו עלול עדיין לפתוח את מה שייכתב אחר כך.</translation>
    </message>
    <message>
        <source>Lock, unlock with your passphrase, and then do this again.</source>
        <translation>נעלו, פתחו עם ביטוי הסיסמה, ואז נסו שוב.</translation>
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
        <source>This is not an age key</source>
        <translation>זה אינו מפתח age</translation>
    </message>
    <message>
        <source>The file holds no line that begins with AGE-SECRET-KEY-1.</source>
        <translation>אין בקובץ שורה שמתחילה ב־AGE-SECRET-KEY-1.</translation>
    </message>
    <message>
        <source>Choose the file with the organisation&apos;s own age key.</source>
        <translation>יש לבחור את הקובץ עם מפתח age של הארגון עצמו.</translation>
    </message>
    <message>
        <source>An encrypted record does not open</source>
        <translation>רשומה מוצפנת אינה נפתחת</translation>
    </message>
    <message>
        <source>It was changed or damaged outside this program, so it is not shown.</source>
        <translation>היא שונתה או נפגמה מחוץ לתוכנה, ולכן אינה מוצגת.</translation>
    </message>
    <message>
        <source>The rest of the record is not affected. To restore a backup from before, see Backups, in the menu File.</source>
        <translation>שאר הרשומה לא נפגעה. על שחזור גיבוי ראו “גיבויים” בתפריט “קובץ”.</translation>
    </message>
    <message>
        <source>This entry can be read</source>
        <translation>ניתן לקרוא רשומה זו</translation>
    </message>
    <message>
        <source>It was listed as damaged and is not any more. Nothing was removed.</source>
        <translation>היא סומנה כפגומה ואינה כזו עוד. דבר לא הוסר.</translation>
    </message>
    <message>
        <source>Read the list again.</source>
        <translation>קראו את הרשימה מחדש.</translation>
    </message>
    <message>
        <source>Ask who had access to this computer. To restore a backup from before, see Backups, in the menu File.</source>
        <translation>בררו למי הייתה גישה למחשב. על שחזור גיבוי ראו “גיבויים” בתפריט “קובץ”.</translation>
    </message>
    <message>
        <source>Restore a backup from before (Backups, in the menu File, says how), or have an owner accept what is there now.</source>
        <translation>שחזרו גיבוי מלפני כן (על שחזור גיבוי ראו “גיבויים” בתפריט “קובץ”), או בקשו מבעלים לאשר את מה שיש עכשיו.</translation>
    </message>
    <message>
        <source>Update Anamnesis, or restore a backup: move the data directory away, start Anamnesis and choose “I have a backup”.</source>
        <translation>עדכנו את Anamnesis, או שחזרו גיבוי: העבירו את תיקיית הנתונים למקום אחר, הפעילו את Anamnesis ובחרו “יש לי גיבוי”.</translation>
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
        <source>This chart was changed outside Anamnesis</source>
        <translation>תיק זה שונה מחוץ ל־Anamnesis</translation>
    </message>
    <message>
        <source>What is stored is not what was written last, so it is neither exported nor printed.</source>
        <translation>מה ששמור אינו מה שנכתב לאחרונה, ולכן הוא אינו מיוצא ואינו מודפס.</translation>
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
        <source>An encrypted record is from another version</source>
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
        <source>The vault file is damaged</source>
        <translation>קובץ הכספת פגום</translation>
    </message>
    <message>
        <source>It cannot be read. Without it the records stay encrypted.</source>
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
        <source>The encryption does not work on this computer</source>
        <translation>ההצפנה אינה פועלת במחשב זה</translation>
    </message>
    <message>
        <source>A self-test at the start gave a wrong result, so nothing was opened.</source>
        <translation>בדיקה עצמית בהפעלה נתנה תוצאה שגויה, ולכן דבר לא נפתח.</translation>
    </message>
    <message>
        <source>Install Anamnesis again. If it keeps happening, the computer&apos;s memory may be faulty.</source>
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
        <source>Opening the backup</source>
        <translation>פותחים את הגיבוי</translation>
    </message>
    <message>
        <source>Restoring the records</source>
        <translation>משחזרים את הרשומות</translation>
    </message>
    <message>
        <source>Opening every record</source>
        <translation>פותחים כל רשומה</translation>
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
        <source>{directory} contains no practice.</source>
        <translation>אין מרפאה ב־{directory}.</translation>
    </message>
    <message>
        <source>Create one with “anamnesis init --practice NAME”, or name another directory.</source>
        <translation>צרו אחת באמצעות ‎“anamnesis init --practice NAME”‎, או ציינו תיקייה אחרת.</translation>
    </message>
    <message>
        <source>No such client</source>
        <translation>אין מטופל כזה</translation>
    </message>
    <message>
        <source>No client has the id {client}.</source>
        <translation>לאף מטופל אין המזהה {client}.</translation>
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
        <source>The bundle was not installed</source>
        <translation>החבילה לא הותקנה</translation>
    </message>
    <message>
        <source>The bundle was not made</source>
        <translation>החבילה לא נוצרה</translation>
    </message>
    <message>
        <source>Copy the bundle again from where it comes from, and compare it with the original.</source>
        <translation>העתיקו את החבילה שוב ממקורה והשוו אותה למקור.</translation>
    </message>
    <message>
        <source>Ask whoever made the bundle for a new one.</source>
        <translation>בקשו חבילה חדשה ממי שיצר אותה.</translation>
    </message>
    <message>
        <source>{file} cannot be installed here.</source>
        <translation>לא ניתן להתקין כאן את {file}.</translation>
    </message>
    <message>
        <source>On this computer nobody is named who may sign bundles of models, so none is taken.</source>
        <translation>במחשב הזה לא נקבע מי רשאי לחתום על חבילות מודלים, ולכן שום חבילה אינה מתקבלת.</translation>
    </message>
    <message>
        <source>The administrator names a key in the policy, as model_bundle_keys.</source>
        <translation>מנהל המערכת קובע מפתח במדיניות, בשם model_bundle_keys.</translation>
    </message>
    <message>
        <source>There is no file {file} any more.</source>
        <translation>הקובץ {file} אינו קיים עוד.</translation>
    </message>
    <message>
        <source>Open it from the disk that it lies on, or copy it to this computer first.</source>
        <translation>פתחו אותו מהכונן שבו הוא נמצא, או העתיקו אותו קודם למחשב הזה.</translation>
    </message>
    <message>
        <source>{file} is not an ordinary file.</source>
        <translation>הקובץ {file} אינו קובץ רגיל.</translation>
    </message>
    <message>
        <source>Choose the file itself; its name ends in .anamnesis-models.</source>
        <translation>בחרו את הקובץ עצמו; שמו מסתיים ב־‎.anamnesis-models.</translation>
    </message>
    <message>
        <source>{file} cannot be read, or another file took its place meanwhile.</source>
        <translation>לא ניתן לקרוא את {file}, או שקובץ אחר תפס בינתיים את מקומו.</translation>
    </message>
    <message>
        <source>Copy it to a disk of this computer, then open it again.</source>
        <translation>העתיקו אותו לכונן של המחשב הזה ופתחו אותו שוב.</translation>
    </message>
    <message>
        <source>{file} is not a bundle of models, whatever its name says.</source>
        <translation>הקובץ {file} אינו חבילת מודלים, יהיה שמו אשר יהיה.</translation>
    </message>
    <message>
        <source>{file} was made for another version of Anamnesis, or its first line was changed.</source>
        <translation>הקובץ {file} נוצר עבור גרסה אחרת של Anamnesis, או שהשורה הראשונה שלו שונתה.</translation>
    </message>
    <message>
        <source>Install the newer Anamnesis first, or copy the bundle again.</source>
        <translation>התקינו קודם את הגרסה החדשה של Anamnesis, או העתיקו את החבילה שוב.</translation>
    </message>
    <message>
        <source>{file} ends too early: it was not copied to its end.</source>
        <translation>הקובץ {file} מסתיים מוקדם מדי: הוא לא הועתק עד סופו.</translation>
    </message>
    <message>
        <source>{file} goes on after the last file that was signed.</source>
        <translation>הקובץ {file} נמשך אחרי הקובץ האחרון שנחתם.</translation>
    </message>
    <message>
        <source>This bundle is signed by somebody who is not trusted here</source>
        <translation>על החבילה הזאת חתם מי שאינו מהימן כאן</translation>
    </message>
    <message>
        <source>{file} is signed with the key {key}, which the policy of this computer does not name.</source>
        <translation>הקובץ {file} חתום במפתח {key}, שאינו מופיע במדיניות של המחשב הזה.</translation>
    </message>
    <message>
        <source>The manifest of {file} or its signature was changed after it was signed.</source>
        <translation>רשימת התכולה של {file} או החתימה עליה שונו אחרי החתימה.</translation>
    </message>
    <message>
        <source>{file} is signed, but its manifest is not as this version needs it ({part}).</source>
        <translation>הקובץ {file} חתום, אך רשימת התכולה שלו אינה כפי שהגרסה הזאת צריכה ({part}).</translation>
    </message>
    <message>
        <source>Make the bundle with this version of Anamnesis.</source>
        <translation>צרו את החבילה בגרסה הזאת של Anamnesis.</translation>
    </message>
    <message>
        <source>In {file} the file {part} is not the one that was signed. Nothing was added.</source>
        <translation>בתוך {file} הקובץ {part} אינו זה שנחתם. דבר לא נוסף.</translation>
    </message>
    <message>
        <source>A newer bundle is installed already</source>
        <translation>חבילה חדשה יותר כבר מותקנת</translation>
    </message>
    <message>
        <source>{file} is version {version} of {name}; version {installed} is here.</source>
        <translation>הקובץ {file} הוא גרסה {version} של {name}; כאן מותקנת גרסה {installed}.</translation>
    </message>
    <message>
        <source>Install the newest one. To go back, its maker signs the older models with a new version.</source>
        <translation>התקינו את החדשה ביותר. כדי לחזור אחורה, מי שיוצר את החבילה חותם על המודלים הישנים בגרסה חדשה.</translation>
    </message>
    <message>
        <source>{file} is not the bundle that was shown: another one lies there now.</source>
        <translation>הקובץ {file} אינו החבילה שהוצגה: כעת נמצאת שם חבילה אחרת.</translation>
    </message>
    <message>
        <source>Open it again, and look at what it holds.</source>
        <translation>פתחו אותו שוב ובדקו מה הוא מכיל.</translation>
    </message>
    <message>
        <source>{model} cannot be used with the budget that {file} names ({budget}).</source>
        <translation>לא ניתן להשתמש ב־{model} במכסה ש־{file} קובע ({budget}).</translation>
    </message>
    <message>
        <source>{model} does not know the marks of the prompt format that {file} names.</source>
        <translation>המודל {model} אינו מכיר את הסימנים של תבנית הפנייה ש־{file} קובע.</translation>
    </message>
    <message>
        <source>This bundle is installed already</source>
        <translation>החבילה הזאת כבר מותקנת</translation>
    </message>
    <message>
        <source>All models of {name}, version {version}, are here.</source>
        <translation>כל המודלים של {name}, גרסה {version}, נמצאים כאן.</translation>
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
        <source>A bundle holds one embedder at most, and one language model at most.</source>
        <translation>חבילה מכילה לכל היותר מודל חיפוש אחד ומודל שפה אחד.</translation>
    </message>
    <message>
        <source>Make a bundle of its own for each of them.</source>
        <translation>צרו חבילה נפרדת לכל אחד מהם.</translation>
    </message>
    <message>
        <source>The files of {name} name no licence.</source>
        <translation>הקבצים של {name} אינם מציינים רישיון.</translation>
    </message>
    <message>
        <source>Look it up where the model comes from, and name it with --licence.</source>
        <translation>בררו אותו במקור של המודל וציינו אותו באמצעות ‎--licence.</translation>
    </message>
    <message>
        <source>{budget} must be from {low} to {high} for this model.</source>
        <translation>הערך של {budget} חייב להיות בין {low} ל־{high} במודל הזה.</translation>
    </message>
    <message>
        <source>Context, answer and notes have to fit together into what the model reads at once.</source>
        <translation>ההקשר, התשובה והרשומות צריכים להיכנס יחד במה שהמודל קורא בבת אחת.</translation>
    </message>
    <message>
        <source>{file} does not know the marks of the prompt format {chat_format}.</source>
        <translation>המודל {file} אינו מכיר את הסימנים של תבנית הפנייה {chat_format}.</translation>
    </message>
    <message>
        <source>Leave --chat-format out, or choose “plain”.</source>
        <translation>השמיטו את ‎--chat-format, או בחרו “plain”.</translation>
    </message>
    <message>
        <source>This is no key to sign with</source>
        <translation>זה אינו מפתח לחתימה</translation>
    </message>
    <message>
        <source>The file holds no secret Ed25519 key in PEM.</source>
        <translation>הקובץ אינו מכיל מפתח סודי מסוג Ed25519 בתבנית PEM.</translation>
    </message>
    <message>
        <source>Make one with “anamnesis models make-key FILE”.</source>
        <translation>אפשר ליצור מפתח באמצעות “anamnesis models make-key FILE”.</translation>
    </message>
    <message>
        <source>The key cannot be opened</source>
        <translation>לא ניתן לפתוח את המפתח</translation>
    </message>
    <message>
        <source>It is protected by a passphrase, which is missing or wrong.</source>
        <translation>הוא מוגן בביטוי סיסמה, שחסר או שגוי.</translation>
    </message>
    <message>
        <source>Name a file whose first line is the passphrase, with --key-passphrase-file.</source>
        <translation>ציינו באמצעות ‎--key-passphrase-file קובץ ששורתו הראשונה היא ביטוי הסיסמה.</translation>
    </message>
    <message>
        <source>The key cannot be read</source>
        <translation>לא ניתן לקרוא את המפתח</translation>
    </message>
    <message>
        <source>This is not the demo practice</source>
        <translation>זו אינה מרפאת ההדגמה</translation>
    </message>
    <message>
        <source>{directory} holds another practice; no fictional client was added to it.</source>
        <translation>בתיקייה {directory} יש מרפאה אחרת; לא נוסף אליה אף מטופל בדוי.</translation>
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
        <source>The question cannot be read</source>
        <translation>לא ניתן לקרוא את השאלה</translation>
    </message>
    <message>
        <source>{file} cannot be read as UTF-8 text of at most 1 MiB.</source>
        <translation>לא ניתן לקרוא את {file} כטקסט UTF-8 של עד 1 MiB.</translation>
    </message>
    <message>
        <source>Check its name and its permissions; “-” stands for standard input.</source>
        <translation>יש לבדוק את השם ואת ההרשאות; „-” מציין את הקלט התקני.</translation>
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
        <source>Chart archived</source>
        <translation>תיק הועבר לארכיון</translation>
    </message>
    <message>
        <source>Chart deleted</source>
        <translation>תיק נמחק</translation>
    </message>
    <message>
        <source>Chart restored</source>
        <translation>תיק שוחזר</translation>
    </message>
    <message>
        <source>Charts merged</source>
        <translation>תיקים מוזגו</translation>
    </message>
    <message>
        <source>Deleted chart purged</source>
        <translation>תיק שנמחק הושמד</translation>
    </message>
    <message>
        <source>Session started</source>
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
        <source>Addendum written</source>
        <translation>נכתבה תוספת</translation>
    </message>
    <message>
        <source>Session retracted</source>
        <translation>תוקף מפגש בוטל</translation>
    </message>
    <message>
        <source>Draft deleted</source>
        <translation>טיוטה נמחקה</translation>
    </message>
    <message>
        <source>Draft restored</source>
        <translation>טיוטה שוחזרה</translation>
    </message>
    <message>
        <source>Attachment added</source>
        <translation>נוסף קובץ מצורף</translation>
    </message>
    <message>
        <source>Attachment opened</source>
        <translation>קובץ מצורף נפתח</translation>
    </message>
    <message>
        <source>Attachment deleted</source>
        <translation>קובץ מצורף נמחק</translation>
    </message>
    <message>
        <source>Attachment restored</source>
        <translation>קובץ מצורף שוחזר</translation>
    </message>
    <message>
        <source>Appointment booked</source>
        <translation>נקבע תור</translation>
    </message>
    <message>
        <source>Appointment changed</source>
        <translation>תור שונה</translation>
    </message>
    <message>
        <source>Appointment set back to scheduled</source>
        <translation>תור הוחזר למצב ״נקבע״</translation>
    </message>
    <message>
        <source>Appointment attended</source>
        <translation>תור התקיים</translation>
    </message>
    <message>
        <source>Appointment cancelled</source>
        <translation>תור בוטל</translation>
    </message>
    <message>
        <source>Appointment not kept</source>
        <translation>אי־הגעה לתור</translation>
    </message>
    <message>
        <source>Appointments exported</source>
        <translation>תורים יוצאו</translation>
    </message>
    <message>
        <source>Question asked</source>
        <translation>נשאלה שאלה</translation>
    </message>
    <message>
        <source>Answer rated</source>
        <translation>תשובה הוערכה</translation>
    </message>
    <message>
        <source>Conversation deleted</source>
        <translation>שיחה נמחקה</translation>
    </message>
    <message>
        <source>Brief read</source>
        <translation>תקציר נקרא</translation>
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
        <source>Import undone</source>
        <translation>ייבוא בוטל</translation>
    </message>
    <message>
        <source>Letter written</source>
        <translation>מכתב נכתב</translation>
    </message>
    <message>
        <source>Letter changed</source>
        <translation>מכתב שונה</translation>
    </message>
    <message>
        <source>Contradiction dismissed</source>
        <translation>סתירה הוסרה</translation>
    </message>
    <message>
        <source>Dismissed contradiction shown again</source>
        <translation>סתירה שהוסרה מוצגת שוב</translation>
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
        <source>The last backup was made {ago}.</source>
        <translation>הגיבוי האחרון נעשה {ago}.</translation>
    </message>
    <message>
        <source>The last backup was made {ago}. Since then: {problem}</source>
        <translation>הגיבוי האחרון נעשה {ago}. מאז: {problem}</translation>
    </message>
    <message>
        <source>The last backup was made {ago}. No place is chosen for the next one.</source>
        <translation>הגיבוי האחרון נעשה {ago}. לא נבחר מקום לגיבוי הבא.</translation>
    </message>
    <message>
        <source>There is no backup yet.</source>
        <translation>עדיין אין גיבוי.</translation>
    </message>
    <message>
        <source>Make a backup onto a disk that is not in this computer.</source>
        <translation>גבו לכונן שאינו בתוך המחשב הזה.</translation>
    </message>
    <message>
        <source>Proved restore</source>
        <translation>שחזור שנבדק</translation>
    </message>
    <message>
        <source>A restore was tried {ago}, and every record opened.</source>
        <translation>שחזור נבדק {ago}, וכל הרשומות נפתחו.</translation>
    </message>
    <message>
        <source>A restore was last tried {ago}.</source>
        <translation>שחזור נבדק לאחרונה {ago}.</translation>
    </message>
    <message>
        <source>No backup was ever tried out by restoring it.</source>
        <translation>שום גיבוי עוד לא נבדק בשחזור.</translation>
    </message>
    <message>
        <source>Try a restore: only then is it certain that the backup can be read.</source>
        <translation>נסו שחזור: רק אז ברור שאפשר לקרוא את הגיבוי.</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>רשומות</translation>
    </message>
    <message>
        <source>The records are as Anamnesis wrote them.</source>
        <translation>הרשומות הן כפי ש־Anamnesis כתבה אותן.</translation>
    </message>
    <message>
        <source>Something was changed outside Anamnesis. {findings}</source>
        <translation>משהו השתנה מחוץ ל־Anamnesis. {findings}</translation>
    </message>
    <message>
        <source>Leave everything as it is, look at the audit log and contact whoever looks after your computers.</source>
        <translation>השאירו הכול כפי שהוא, עיינו ביומן הביקורת ופנו למי שמטפל במחשבים שלכם.</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>יומן הביקורת</translation>
    </message>
    <message>
        <source>The log of who did what is the one that was written.</source>
        <translation>היומן של מי עשה מה הוא זה שנכתב.</translation>
    </message>
    <message>
        <source>The log of who did what is not the one that was written. {findings}</source>
        <translation>היומן של מי עשה מה אינו זה שנכתב. {findings}</translation>
    </message>
    <message>
        <source>Verify the audit log, and keep an export of it for whoever looks after your computers.</source>
        <translation>אמתו את יומן הביקורת, ושמרו ייצוא שלו עבור מי שמטפל במחשבים שלכם.</translation>
    </message>
    <message>
        <source>Unsaved words</source>
        <translation>מילים שלא נשמרו</translation>
    </message>
    <message>
        <source>No unsaved words are waiting.</source>
        <translation>אין מילים שמחכות לשמירה.</translation>
    </message>
    <message>
        <source>Kept encrypted, since they could not be saved: {waiting}. Damaged: {damaged}.</source>
        <translation>נשמרים מוצפנים כי לא היה אפשר לשמור אותם: {waiting}. פגומים: {damaged}.</translation>
    </message>
    <message>
        <source>The folder of unsaved words cannot be read.</source>
        <translation>אי אפשר לקרוא את התיקייה של המילים שלא נשמרו.</translation>
    </message>
    <message>
        <source>Words are saved when their author unlocks. Ask the author what a damaged file held: it may not come back.</source>
        <translation>המילים נשמרות כשמי שכתב אותן פותח את הנעילה. שאלו את הכותב מה היה בקובץ פגום: ייתכן שלא יחזור.</translation>
    </message>
    <message>
        <source>Check that the disk of the practice works and that its folder is yours.</source>
        <translation>בדקו שהכונן של המרפאה תקין ושהתיקייה שלה שייכת לכם.</translation>
    </message>
    <message>
        <source>Upgrade</source>
        <translation>שדרוג</translation>
    </message>
    <message>
        <source>No upgrade waits to be confirmed.</source>
        <translation>אין שדרוג שממתין לאישור.</translation>
    </message>
    <message>
        <source>Upgraded {ago}. The state of before is kept: {size}.</source>
        <translation>שודרג {ago}. המצב הקודם נשמר: {size}.</translation>
    </message>
    <message>
        <source>Upgraded {ago}. The state of before is still kept: {size}.</source>
        <translation>שודרג {ago}. המצב הקודם עדיין נשמר: {size}.</translation>
    </message>
    <message>
        <source>The state of before an upgrade is still kept: {size}. When that was is not known.</source>
        <translation>המצב שלפני שדרוג עדיין נשמר: {size}. לא ידוע מתי היה השדרוג.</translation>
    </message>
    <message>
        <source>Values that did not open after the upgrade: {unreadable}.</source>
        <translation>ערכים שלא נפתחו לאחר השדרוג: {unreadable}.</translation>
    </message>
    <message>
        <source>If everything works, remove the state of before: nothing goes back to it then.</source>
        <translation>אם הכול עובד, הסירו את המצב הקודם: לאחר מכן אי אפשר לחזור אליו.</translation>
    </message>
    <message>
        <source>Keep the state of before and go back to it, or restore a backup of before to another place; contact whoever looks after your computers.</source>
        <translation>שמרו את המצב הקודם וחזרו אליו, או שחזרו גיבוי קודם למקום אחר; פנו למי שמטפל במחשבים שלכם.</translation>
    </message>
    <message>
        <source>If everything works, let an administrator of this computer remove the state of before: nothing goes back to it then.</source>
        <translation>אם הכול עובד, בקשו ממנהל המחשב להסיר את המצב הקודם: לאחר מכן אי אפשר לחזור אליו.</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>שעון</translation>
    </message>
    <message>
        <source>The clock of this computer is plausible.</source>
        <translation>השעון של המחשב הזה סביר.</translation>
    </message>
    <message>
        <source>The clock of this computer seems to be wrong: it says {clock}.</source>
        <translation>נראה שהשעון של המחשב הזה שגוי: הוא מראה {clock}.</translation>
    </message>
    <message>
        <source>Set the clock of this computer: notes are dated by it.</source>
        <translation>כוונו את השעון של המחשב: לפיו מתוארכות הרשומות.</translation>
    </message>
    <message>
        <source>Passphrases</source>
        <translation>ביטויי סיסמה</translation>
    </message>
    <message>
        <source>Guessing a passphrase costs as much as it should.</source>
        <translation>ניחוש של ביטוי סיסמה יקר כפי שצריך.</translation>
    </message>
    <message>
        <source>Guessing costs too little for {weak} of {passphrases} passphrases.</source>
        <translation>הניחוש זול מדי ב־{weak} מתוך {passphrases} ביטויי סיסמה.</translation>
    </message>
    <message>
        <source>The file of keys cannot be read. {problem}</source>
        <translation>אי אפשר לקרוא את קובץ המפתחות. {problem}</translation>
    </message>
    <message>
        <source>Set the passphrase again, even the same one: it is then protected as today&apos;s are.</source>
        <translation>קבעו את ביטוי הסיסמה מחדש, אפילו אותו אחד: הוא יוגן כמו ביטויים חדשים.</translation>
    </message>
    <message>
        <source>Close Anamnesis, and restore the file of keys from a backup.</source>
        <translation>סגרו את Anamnesis, ושחזרו את קובץ המפתחות מגיבוי.</translation>
    </message>
    <message>
        <source>Work on the keys</source>
        <translation>עבודה על המפתחות</translation>
    </message>
    <message>
        <source>Nothing was left unfinished.</source>
        <translation>שום דבר לא נשאר באמצע.</translation>
    </message>
    <message>
        <source>A change of keys, or the erasing of a chart, was not finished.</source>
        <translation>החלפת מפתחות או מחיקה לצמיתות של תיק לא הושלמה.</translation>
    </message>
    <message>
        <source>Finish it: until then some of it is under the keys of before.</source>
        <translation>השלימו אותה: עד אז חלק מהתוכן נמצא תחת המפתחות הקודמים.</translation>
    </message>
    <message>
        <source>Attempts to unlock</source>
        <translation>ניסיונות לפתוח את הנעילה</translation>
    </message>
    <message>
        <source>Nobody keeps trying wrong passphrases.</source>
        <translation>אף אחד לא מנסה שוב ושוב ביטויי סיסמה שגויים.</translation>
    </message>
    <message>
        <source>Wrong passphrases were tried {failed} times in a row.</source>
        <translation>נוסו ביטויי סיסמה שגויים {failed} פעמים ברצף.</translation>
    </message>
    <message>
        <source>The count of wrong passphrases is lost.</source>
        <translation>המונה של ביטויי הסיסמה השגויים אבד.</translation>
    </message>
    <message>
        <source>Look in the audit log for when that was; a new passphrase ends what was guessed.</source>
        <translation>חפשו ביומן הביקורת מתי זה קרה; ביטוי סיסמה חדש מבטל את מה שנוחש.</translation>
    </message>
    <message>
        <source>Keyring of this computer</source>
        <translation>מחזיק המפתחות של המחשב</translation>
    </message>
    <message>
        <source>It can keep a key for unlocking: {available}.</source>
        <translation>הוא יכול לשמור מפתח לפתיחת הנעילה: {available}.</translation>
    </message>
    <message>
        <source>It is not there or not safe enough; the passphrase unlocks without it.</source>
        <translation>הוא חסר או לא בטוח דיו; ביטוי הסיסמה פותח בלעדיו.</translation>
    </message>
    <message>
        <source>The passphrase unlocks without it.</source>
        <translation>ביטוי הסיסמה פותח בלעדיו.</translation>
    </message>
    <message>
        <source>Backup made</source>
        <translation>נוצר גיבוי</translation>
    </message>
    <message>
        <source>Backup checked</source>
        <translation>נבדק גיבוי</translation>
    </message>
    <message>
        <source>Restore tested</source>
        <translation>נבדק שחזור</translation>
    </message>
    <message>
        <source>Practice restored from a backup</source>
        <translation>המרפאה שוחזרה מגיבוי</translation>
    </message>
    <message>
        <source>Person added</source>
        <translation>נוסף אדם</translation>
    </message>
    <message>
        <source>Person renamed, or their role changed</source>
        <translation>שונה שם או תפקיד של אדם</translation>
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
        <source>Way in for the organisation set by its policy</source>
        <translation>נקבעה דרך כניסה לארגון לפי המדיניות שלו</translation>
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
        <source>New identity of a person</source>
        <translation>זהות חדשה של אדם</translation>
    </message>
    <message>
        <source>Signing of notes started</source>
        <translation>החלו חתימות על רשומות</translation>
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
        <source>Records changed outside Anamnesis</source>
        <translation>רשומות ששונו מחוץ ל־Anamnesis</translation>
    </message>
    <message>
        <source>Older records accepted</source>
        <translation>רשומות ישנות התקבלו</translation>
    </message>
    <message>
        <source>Audit chain started</source>
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
        <source>Attachment</source>
        <translation>קובץ מצורף</translation>
    </message>
    <message>
        <source>Appointment</source>
        <translation>תור</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>שיחה</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>תשובה</translation>
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
        <source>Letter</source>
        <translation>מכתב</translation>
    </message>
    <message>
        <source>Dismissed contradiction</source>
        <translation>סתירה שהוסרה</translation>
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
        <source>Entry {position} occurs twice.</source>
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
        <source>Entry {position}: the readable and the encrypted contents differ.</source>
        <translation>רישום {position}: התוכן הגלוי והתוכן המוצפן שונים זה מזה.</translation>
    </message>
    <message>
        <source>The newest entries were removed.</source>
        <translation>הרישומים החדשים ביותר הוסרו.</translation>
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
        <source>A client is missing whose chart was here, and no erase is recorded.</source>
        <translation>חסר מטופל שהתיק שלו היה כאן, ולא נרשמה מחיקה.</translation>
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
        <source>The database is older than the one last used here: an older copy was restored.</source>
        <translation>מסד הנתונים ישן מזה ששימש כאן לאחרונה: שוחזר עותק ישן יותר.</translation>
    </message>
    <message>
        <source>The database was also used on another computer.</source>
        <translation>מסד הנתונים שימש גם במחשב אחר.</translation>
    </message>
    <message>
        <source>The vault file is older than the one last used here: an older copy was restored.</source>
        <translation>קובץ הכספת ישן מזה ששימש כאן לאחרונה: שוחזר עותק ישן יותר.</translation>
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
        <source>The record of the last state, kept next to the database, is damaged.</source>
        <translation>תיעוד המצב האחרון, השמור לצד מסד הנתונים, פגום.</translation>
    </message>
    <message>
        <source>The record of the last state, kept next to the database, is missing.</source>
        <translation>תיעוד המצב האחרון, השמור לצד מסד הנתונים, חסר.</translation>
    </message>
    <message>
        <source>A client whose chart was here is missing.</source>
        <translation>חסר מטופל שהתיק שלו היה כאן.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is set earlier than the newest entry of the log.</source>
        <translation>השעון של מחשב זה מאחר ביחס לרשומה האחרונה ביומן.</translation>
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
        <source>Your organisation&apos;s key, by its policy</source>
        <translation>המפתח של הארגון שלכם, לפי המדיניות שלו</translation>
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
    <message>
        <source>The columns are not known</source>
        <translation>העמודות אינן מוכרות</translation>
    </message>
    <message>
        <source>Two columns mean the same</source>
        <translation>לשתי עמודות אותה משמעות</translation>
    </message>
    <message>
        <source>{file} has more than one column for {column}.</source>
        <translation>בקובץ {file} יש יותר מעמודה אחת עבור {column}.</translation>
    </message>
    <message>
        <source>No column of {file} is known to hold the clients&apos; names.</source>
        <translation>בקובץ {file} לא זוהתה עמודה עם שמות המטופלים.</translation>
    </message>
    <message>
        <source>Say what each column holds: under “Columns”, or with --map COLUMN=FIELD.</source>
        <translation>ציינו מה יש בכל עמודה: בלשונית „עמודות”, או עם ‎--map COLUMN=FIELD.</translation>
    </message>
    <message>
        <source>There is no such column</source>
        <translation>אין עמודה כזאת</translation>
    </message>
    <message>
        <source>{file} has no column “{column}”.</source>
        <translation>בקובץ {file} אין עמודה „{column}”.</translation>
    </message>
    <message>
        <source>Name a column as the first line of the file does.</source>
        <translation>כתבו את שם העמודה כפי שהוא בשורה הראשונה של הקובץ.</translation>
    </message>
    <message>
        <source>Choose one of them: under “Columns”, or with --map COLUMN=FIELD.</source>
        <translation>בחרו אחת מהן: בלשונית „עמודות”, או עם ‎--map COLUMN=FIELD.</translation>
    </message>
    <message>
        <source>This file ends unexpectedly</source>
        <translation>הקובץ נקטע באמצע</translation>
    </message>
    <message>
        <source>{file} cannot be read from line {line} on: a quotation mark is missing or too many.</source>
        <translation>לא ניתן לקרוא את {file} משורה {line} ואילך: חסרה מירכה או שיש אחת מיותרת.</translation>
    </message>
    <message>
        <source>Correct that line, or save the table as CSV again.</source>
        <translation>תקנו את השורה, או שמרו שוב את הטבלה כ־CSV.</translation>
    </message>
    <message>
        <source>This file is not text</source>
        <translation>הקובץ אינו טקסט</translation>
    </message>
    <message>
        <source>{file} looked like {encoding} and does not keep to it.</source>
        <translation>הקובץ {file} נראה כאילו הוא בקידוד {encoding}, אך אינו תואם אותו.</translation>
    </message>
    <message>
        <source>Save the table as CSV in UTF-8 and import that.</source>
        <translation>שמרו את הטבלה כ־CSV בקידוד UTF-8 וייבאו אותה.</translation>
    </message>
    <message>
        <source>Too much for one import</source>
        <translation>יותר מדי לייבוא אחד</translation>
    </message>
    <message>
        <source>The files have {size_mib} MiB together; an import takes {limit_mib} MiB at most.</source>
        <translation>גודל הקבצים יחד הוא {size_mib} MiB; ייבוא יכול להכיל {limit_mib} MiB לכל היותר.</translation>
    </message>
    <message>
        <source>Divide them, and import one part after the other.</source>
        <translation>חלקו אותם, וייבאו חלק אחר חלק.</translation>
    </message>
    <message>
        <source>Import not found</source>
        <translation>הייבוא לא נמצא</translation>
    </message>
    <message>
        <source>There is no such import in this practice.</source>
        <translation>אין ייבוא כזה במרפאה זו.</translation>
    </message>
    <message>
        <source>This import was undone already</source>
        <translation>הייבוא כבר בוטל</translation>
    </message>
    <message>
        <source>Not in this folder</source>
        <translation>לא בתיקייה זו</translation>
    </message>
    <message>
        <source>This folder holds the encrypted records; nothing unencrypted may be stored there.</source>
        <translation>בתיקייה זו נמצאות הרשומות המוצפנות; אסור שיהיה בה משהו קריא.</translation>
    </message>
    <message>
        <source>This file is there already</source>
        <translation>הקובץ כבר קיים</translation>
    </message>
    <message>
        <source>{file} was left as it is.</source>
        <translation>הקובץ {file} נותר כפי שהוא.</translation>
    </message>
    <message>
        <source>Choose another name, or confirm that it may be replaced (--force).</source>
        <translation>בחרו שם אחר, או אשרו שמותר להחליף אותו (‎--force).</translation>
    </message>
    <message>
        <source>This folder does not exist</source>
        <translation>התיקייה אינה קיימת</translation>
    </message>
    <message>
        <source>{folder} is no folder.</source>
        <translation>הנתיב {folder} אינו תיקייה.</translation>
    </message>
    <message>
        <source>Choose a folder that is there.</source>
        <translation>בחרו תיקייה קיימת.</translation>
    </message>
    <message>
        <source>A PDF cannot be made here</source>
        <translation>לא ניתן ליצור כאן PDF</translation>
    </message>
    <message>
        <source>The libraries that lay out pages are missing on this computer.</source>
        <translation>הספריות שמעמדות עמודים חסרות במחשב זה.</translation>
    </message>
    <message>
        <source>Export as JSON Lines, or make the PDF in the window.</source>
        <translation>ייצאו כ־JSON Lines, או צרו את ה־PDF בחלון.</translation>
    </message>
    <message>
        <source>More than one import begins like this</source>
        <translation>יש יותר מייבוא אחד שמתחיל כך</translation>
    </message>
    <message>
        <source>Give the whole number, as the list of imports shows it.</source>
        <translation>ציינו את המספר המלא, כפי שהוא מופיע ברשימת הייבואים.</translation>
    </message>
    <message>
        <source>Template not found</source>
        <translation>התבנית לא נמצאה</translation>
    </message>
    <message>
        <source>This letter&apos;s template is no longer there.</source>
        <translation>התבנית של המכתב כבר אינה קיימת.</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>בחרו תבנית אחרת.</translation>
    </message>
    <message>
        <source>Letter not found</source>
        <translation>המכתב לא נמצא</translation>
    </message>
    <message>
        <source>This letter is not in the chart.</source>
        <translation>המכתב אינו בתיק זה.</translation>
    </message>
    <message>
        <source>This session is no longer valid</source>
        <translation>המפגש כבר אינו תקף</translation>
    </message>
    <message>
        <source>It was retracted or deleted, so no letter quotes it.</source>
        <translation>תוקפו בוטל או שהוא נמחק, ולכן אף מכתב אינו מצטט אותו.</translation>
    </message>
    <message>
        <source>Choose another session.</source>
        <translation>בחרו מפגש אחר.</translation>
    </message>
    <message>
        <source>The letter has no title</source>
        <translation>למכתב אין כותרת</translation>
    </message>
    <message>
        <source>The chart lists letters by their titles.</source>
        <translation>המכתבים מופיעים בתיק לפי כותרותיהם.</translation>
    </message>
    <message>
        <source>Write a title.</source>
        <translation>כתבו כותרת.</translation>
    </message>
    <message>
        <source>The letter is empty</source>
        <translation>המכתב ריק</translation>
    </message>
    <message>
        <source>There is nothing to store.</source>
        <translation>אין מה לשמור.</translation>
    </message>
    <message>
        <source>Write something, or choose a template.</source>
        <translation>כתבו משהו, או בחרו תבנית.</translation>
    </message>
    <message>
        <source>The letter is too long</source>
        <translation>המכתב ארוך מדי</translation>
    </message>
    <message>
        <source>It holds {length} characters; {limit} is the most.</source>
        <translation>יש בו {length} תווים; המרב הוא {limit}.</translation>
    </message>
    <message>
        <source>Something is still missing</source>
        <translation>עדיין חסר משהו</translation>
    </message>
    <message>
        <source>The letter has places that are not filled in: {count}.</source>
        <translation>במכתב יש מקומות שלא מולאו: {count}.</translation>
    </message>
    <message>
        <source>Fill them in, or confirm that they are meant to stay.</source>
        <translation>מלאו אותם, או אשרו שהם אמורים להישאר.</translation>
    </message>
    <message>
        <source>Appointment not found</source>
        <translation>התור לא נמצא</translation>
    </message>
    <message>
        <source>This appointment is no longer in the practice.</source>
        <translation>התור כבר אינו רשום במרפאה.</translation>
    </message>
    <message>
        <source>Somebody changed this appointment while you were looking at it. Nothing was stored.</source>
        <translation>מישהו שינה את התור בזמן שצפיתם בו. דבר לא נשמר.</translation>
    </message>
    <message>
        <source>Look at it as it is now, then try again.</source>
        <translation>עיינו בו כפי שהוא כעת, ונסו שוב.</translation>
    </message>
    <message>
        <source>This length is not possible</source>
        <translation>זה אינו משך אפשרי לתור</translation>
    </message>
    <message>
        <source>An appointment takes at least one minute and at most {limit}.</source>
        <translation>תור נמשך דקה אחת לפחות ו־{limit} דקות לכל היותר.</translation>
    </message>
    <message>
        <source>Unknown kind</source>
        <translation>סוג לא מוכר</translation>
    </message>
    <message>
        <source>The kind of an appointment is one of: {allowed}.</source>
        <translation>סוג התור הוא אחד מאלה: {allowed}.</translation>
    </message>
    <message>
        <source>Unknown status</source>
        <translation>מצב לא מוכר</translation>
    </message>
    <message>
        <source>The status of an appointment is one of: {allowed}.</source>
        <translation>מצב התור הוא אחד מאלה: {allowed}.</translation>
    </message>
    <message>
        <source>The note of an appointment may hold {limit} characters at most.</source>
        <translation>הערה לתור יכולה להכיל {limit} תווים לכל היותר.</translation>
    </message>
    <message>
        <source>There is no such time on that day</source>
        <translation>אין שעה כזו ביום זה</translation>
    </message>
    <message>
        <source>The clocks go forward, and skip it.</source>
        <translation>השעון מוזז קדימה ומדלג עליה.</translation>
    </message>
    <message>
        <source>Choose an hour earlier or later.</source>
        <translation>בחרו שעה מוקדמת או מאוחרת יותר.</translation>
    </message>
    <message>
        <source>This text needs a name to be found by.</source>
        <translation>לטקסט דרוש שם שלפיו ניתן למצוא אותו.</translation>
    </message>
    <message>
        <source>The name is too long</source>
        <translation>השם ארוך מדי</translation>
    </message>
    <message>
        <source>The name has {length} characters; {limit} is the most.</source>
        <translation>בשם יש {length} תווים; המרב הוא {limit}.</translation>
    </message>
    <message>
        <source>This name cannot be typed as a snippet</source>
        <translation>לא ניתן להקליד שם זה כקטע מוכן</translation>
    </message>
    <message>
        <source>A snippet&apos;s name is one word and begins with a letter.</source>
        <translation>שם של קטע מוכן הוא מילה אחת שמתחילה באות.</translation>
    </message>
    <message>
        <source>Use letters, digits and hyphens, then save again.</source>
        <translation>השתמשו באותיות, בספרות ובמקפים, ושמרו שוב.</translation>
    </message>
    <message>
        <source>This name is taken</source>
        <translation>השם תפוס</translation>
    </message>
    <message>
        <source>Another text of the same kind has this name; capital letters make no difference.</source>
        <translation>לטקסט אחר מאותו סוג יש שם כזה; אותיות גדולות אינן נחשבות שונות.</translation>
    </message>
    <message>
        <source>Choose another name and save again.</source>
        <translation>בחרו שם אחר ושמרו שוב.</translation>
    </message>
    <message>
        <source>There is no text</source>
        <translation>אין טקסט</translation>
    </message>
    <message>
        <source>There is a name, but nothing that would be put into a note or a letter.</source>
        <translation>יש שם, אך אין דבר שייכנס לרישום או למכתב.</translation>
    </message>
    <message>
        <source>Write something and save again.</source>
        <translation>כתבו משהו ושמרו שוב.</translation>
    </message>
    <message>
        <source>It has {length} characters; {limit} is the most.</source>
        <translation>יש בו {length} תווים; המרב הוא {limit}.</translation>
    </message>
    <message>
        <source>This letter names fields that do not exist</source>
        <translation>המכתב מציין שדות שאינם קיימים</translation>
    </message>
    <message>
        <source>{count} of the words in braces would stay in the letter as they are.</source>
        <translation>מספר המילים בסוגריים המסולסלים שיישארו במכתב כפי שהן: {count}.</translation>
    </message>
    <message>
        <source>Insert fields from the list, or take the braces away.</source>
        <translation>הוסיפו שדות מהרשימה, או הסירו את הסוגריים.</translation>
    </message>
    <message>
        <source>There are too many of these</source>
        <translation>יש יותר מדי כאלה</translation>
    </message>
    <message>
        <source>A practice may keep {limit} texts of one kind.</source>
        <translation>מרפאה יכולה לשמור {limit} טקסטים מסוג אחד.</translation>
    </message>
    <message>
        <source>Delete some that are no longer used.</source>
        <translation>מחקו כמה שכבר אינם בשימוש.</translation>
    </message>
    <message>
        <source>This text did not come with the program</source>
        <translation>הטקסט לא הגיע עם התוכנה</translation>
    </message>
    <message>
        <source>There is no original to go back to.</source>
        <translation>אין מקור שאפשר לחזור אליו.</translation>
    </message>
    <message>
        <source>Someone else saved or removed this while you were editing.</source>
        <translation>מישהו אחר שמר או הסיר זאת בזמן העריכה.</translation>
    </message>
    <message>
        <source>Copy what you wrote, open it again and put it in.</source>
        <translation>העתיקו את מה שכתבתם, פתחו שוב והדביקו.</translation>
    </message>
    <message>
        <source>It is no longer there</source>
        <translation>זה כבר אינו קיים</translation>
    </message>
    <message>
        <source>Someone else removed this meanwhile.</source>
        <translation>מישהו אחר הסיר זאת בינתיים.</translation>
    </message>
    <message>
        <source>This word cannot be added</source>
        <translation>לא ניתן להוסיף מילה זו</translation>
    </message>
    <message>
        <source>It has to be one word in Latin or Hebrew letters, of {limit} characters at most.</source>
        <translation>היא חייבת להיות מילה אחת באותיות לטיניות או עבריות, באורך {limit} תווים לכל היותר.</translation>
    </message>
    <message>
        <source>There are too many words</source>
        <translation>יש יותר מדי מילים</translation>
    </message>
    <message>
        <source>A practice may add {limit} words to the dictionary.</source>
        <translation>מרפאה יכולה להוסיף {limit} מילים למילון.</translation>
    </message>
    <message>
        <source>Remove some that are no longer used.</source>
        <translation>הסירו כמה שכבר אינן בשימוש.</translation>
    </message>
    <message>
        <source>Spelling is not checked</source>
        <translation>האיות אינו נבדק</translation>
    </message>
    <message>
        <source>The dictionaries that come with the program could not be read.</source>
        <translation>לא ניתן היה לקרוא את המילונים שמגיעים עם התוכנה.</translation>
    </message>
    <message>
        <source>Install the program again. Everything else works.</source>
        <translation>התקינו את התוכנה מחדש. כל השאר פועל.</translation>
    </message>
    <message>
        <source>A question cannot be used</source>
        <translation>לא ניתן להשתמש באחת השאלות</translation>
    </message>
    <message>
        <source>Correct the line; nothing was evaluated.</source>
        <translation>תקנו את השורה; לא בוצעה הערכה.</translation>
    </message>
    <message>
        <source>The charts cannot be imported</source>
        <translation>לא ניתן לייבא את התיקים</translation>
    </message>
    <message>
        <source>Line {line} of {file} cannot be imported.</source>
        <translation>לא ניתן לייבא את שורה {line} של {file}.</translation>
    </message>
    <message>
        <source>“anamnesis import --dry-run” with this file says what is wrong.</source>
        <translation>הרצת ‎“anamnesis import --dry-run”‎ על קובץ זה תראה מה שגוי.</translation>
    </message>
    <message>
        <source>The question file cannot be read</source>
        <translation>לא ניתן לקרוא את קובץ השאלות</translation>
    </message>
    <message>
        <source>There is nothing to evaluate</source>
        <translation>אין מה להעריך</translation>
    </message>
    <message>
        <source>{file} is empty.</source>
        <translation>הקובץ {file} ריק.</translation>
    </message>
    <message>
        <source>The question file is not JSON Lines</source>
        <translation>קובץ השאלות אינו JSON Lines</translation>
    </message>
    <message>
        <source>Line {line} of {file} is not a JSON object.</source>
        <translation>שורה {line} של {file} אינה אובייקט JSON.</translation>
    </message>
    <message>
        <source>In line {line} of {file}, {place} is missing or not what it should be.</source>
        <translation>בשורה {line} של {file}, הערך {place} חסר או אינו תקין.</translation>
    </message>
    <message>
        <source>Line {line} of {file} has the id of an earlier line.</source>
        <translation>בשורה {line} של {file} מופיע מזהה של שורה קודמת.</translation>
    </message>
    <message>
        <source>The client_id in line {line} of {file} is not in the charts.</source>
        <translation>הערך client_id שבשורה {line} של {file} אינו מופיע בתיקים.</translation>
    </message>
    <message>
        <source>The session of {place} in line {line} of {file} is not in that chart, or in several.</source>
        <translation>המפגש של {place} בשורה {line} של {file} אינו בתיק זה, או מתאים לכמה מפגשים.</translation>
    </message>
    <message>
        <source>The quote of {place} in line {line} of {file} is not in that field.</source>
        <translation>הציטוט של {place} בשורה {line} של {file} אינו מופיע בשדה זה.</translation>
    </message>
    <message>
        <source>A quote is an exact part of its field. Correct the line; nothing was evaluated.</source>
        <translation>ציטוט הוא חלק מדויק מהשדה. תקנו את השורה; לא בוצעה הערכה.</translation>
    </message>
    <message>
        <source>The charts could not be indexed</source>
        <translation>לא ניתן היה לבנות אינדקס לתיקים</translation>
    </message>
    <message>
        <source>Some notes were left without an index; figures would not be true.</source>
        <translation>חלק מהרשומות נותרו מחוץ לאינדקס; התוצאות לא היו נכונות.</translation>
    </message>
    <message>
        <source>Try again when the computer is less busy; “anamnesis doctor” checks the models.</source>
        <translation>נסו שוב כשהמחשב פנוי יותר; ‎“anamnesis doctor”‎ בודק את המודלים.</translation>
    </message>
    <message>
        <source>There is no room for the evaluation</source>
        <translation>אין מקום לביצוע ההערכה</translation>
    </message>
    <message>
        <source>No temporary directory could be made: {reason}.</source>
        <translation>לא ניתן היה ליצור תיקייה זמנית: {reason}.</translation>
    </message>
    <message>
        <source>Free space, or name another place in TMPDIR.</source>
        <translation>פנו מקום, או ציינו מקום אחר ב־TMPDIR.</translation>
    </message>
    <message>
        <source>The evaluation was not cleaned up</source>
        <translation>שאריות ההערכה לא נוקו</translation>
    </message>
    <message>
        <source>{directory} could not be removed. Nothing in it can be read: its key is gone.</source>
        <translation>לא ניתן היה להסיר את {directory}. לא ניתן לקרוא ממנה דבר: המפתח שלה איננו.</translation>
    </message>
    <message>
        <source>Delete it.</source>
        <translation>מחקו אותה.</translation>
    </message>
    <message>
        <source>The model was not added</source>
        <translation>המודל לא נוסף</translation>
    </message>
    <message>
        <source>Get the model again from where it comes from, as safetensors files.</source>
        <translation>השיגו את המודל שוב מהמקור, כקובצי safetensors.</translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation>אין תיקייה כזו.</translation>
    </message>
    <message>
        <source>Name the folder that holds model.safetensors and modules.json.</source>
        <translation>ציינו את התיקייה שבה נמצאים model.safetensors ו־modules.json.</translation>
    </message>
    <message>
        <source>Get the model again from where it comes from, as one GGUF file.</source>
        <translation>השיגו את המודל שוב מהמקור, כקובץ GGUF אחד.</translation>
    </message>
    <message>
        <source>It is not a model that can be used here.</source>
        <translation>זה אינו מודל שניתן להשתמש בו כאן.</translation>
    </message>
    <message>
        <source>Add the folder of an embedder, or the GGUF file of a language model.</source>
        <translation>הוסיפו תיקייה של מודל חיפוש, או קובץ GGUF של מודל שפה.</translation>
    </message>
    <message>
        <source>A file of it cannot be read.</source>
        <translation>לא ניתן לקרוא אחד מקבציו.</translation>
    </message>
    <message>
        <source>Copy the model to a disk of this computer, then add it again.</source>
        <translation>העתיקו את המודל לכונן של מחשב זה, והוסיפו אותו שוב.</translation>
    </message>
    <message>
        <source>The folder lacks {file}, which every embedder of this kind has.</source>
        <translation>בתיקייה חסר {file}, שקיים בכל מודל חיפוש מסוג זה.</translation>
    </message>
    <message>
        <source>Get the whole folder, as sentence-transformers saves it with safetensors weights.</source>
        <translation>השיגו את התיקייה השלמה, כפי ש־sentence-transformers שומר אותה עם משקלי safetensors.</translation>
    </message>
    <message>
        <source>The file {file} could run a program when it is loaded. Only plain data is taken.</source>
        <translation>הקובץ {file} עלול להריץ תוכנה בעת טעינתו. מתקבלים נתונים בלבד.</translation>
    </message>
    <message>
        <source>Get the model with safetensors weights; programs and pickle files must not be in the folder.</source>
        <translation>השיגו את המודל עם משקלי safetensors, בלי תוכנות וקובצי pickle לצדם.</translation>
    </message>
    <message>
        <source>{file} leads to a place outside of the folder.</source>
        <translation>הקובץ {file} מפנה למקום מחוץ לתיקייה.</translation>
    </message>
    <message>
        <source>Copy the files themselves into one folder, then add that.</source>
        <translation>העתיקו את הקבצים עצמם לתיקייה אחת, והוסיפו אותה.</translation>
    </message>
    <message>
        <source>The folder holds something that does not belong to an embedder: {file}.</source>
        <translation>בתיקייה יש דבר שאינו שייך למודל חיפוש: {file}.</translation>
    </message>
    <message>
        <source>Copy the model&apos;s own files into a folder by themselves, then add that.</source>
        <translation>העתיקו רק את קובצי המודל לתיקייה נפרדת, והוסיפו אותה.</translation>
    </message>
    <message>
        <source>It needs program parts of its own, and none are run.</source>
        <translation>הוא דורש קוד תוכנה משלו, וקוד כזה אינו מורץ כאן.</translation>
    </message>
    <message>
        <source>Choose a model made of the usual parts: transformer, pooling, normalising.</source>
        <translation>בחרו מודל מהרכיבים הרגילים: transformer,‏ pooling,‏ normalising.</translation>
    </message>
    <message>
        <source>Its weights are in several files ({file}); only one model.safetensors can be read.</source>
        <translation>המשקלים שלו מחולקים לכמה קבצים ({file}); ניתן לקרוא רק model.safetensors אחד.</translation>
    </message>
    <message>
        <source>Choose a model with all its weights in one file.</source>
        <translation>בחרו מודל שכל משקליו בקובץ אחד.</translation>
    </message>
    <message>
        <source>{file} is far larger than such a file of a model is.</source>
        <translation>הקובץ {file} גדול בהרבה מקובץ כזה של מודל.</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>אין קובץ כזה.</translation>
    </message>
    <message>
        <source>Name the GGUF file of a language model, or the folder of an embedder.</source>
        <translation>ציינו קובץ GGUF של מודל שפה, או תיקייה של מודל חיפוש.</translation>
    </message>
    <message>
        <source>It is not an ordinary file.</source>
        <translation>זה אינו קובץ רגיל.</translation>
    </message>
    <message>
        <source>The folder holds GGUF files; a language model is one of them.</source>
        <translation>בתיקייה יש קובצי GGUF; מודל שפה הוא אחד מהם.</translation>
    </message>
    <message>
        <source>Name the file itself instead of its folder.</source>
        <translation>ציינו את הקובץ עצמו במקום את תיקייתו.</translation>
    </message>
    <message>
        <source>{file} begins like a language model, but what it says of itself does not fit together.</source>
        <translation>הקובץ {file} מתחיל כמו מודל שפה, אך הנתונים שהוא מוסר על עצמו סותרים זה את זה.</translation>
    </message>
    <message>
        <source>{file} is not a GGUF file.</source>
        <translation>הקובץ {file} אינו קובץ GGUF.</translation>
    </message>
    <message>
        <source>{file} is a compressed archive, not a GGUF file.</source>
        <translation>הקובץ {file} הוא ארכיון דחוס, ולא קובץ GGUF.</translation>
    </message>
    <message>
        <source>Unpack it, then add the GGUF file in it.</source>
        <translation>חלצו אותו, והוסיפו את קובץ ה־GGUF שבתוכו.</translation>
    </message>
    <message>
        <source>{file} holds safetensors, not GGUF, whatever its name says.</source>
        <translation>הקובץ {file} מכיל safetensors ולא GGUF, בלי קשר לשמו.</translation>
    </message>
    <message>
        <source>{file} is a text, perhaps a web page or a pointer to the file, not the model.</source>
        <translation>הקובץ {file} הוא טקסט, אולי דף אינטרנט או הפניה לקובץ, ולא המודל.</translation>
    </message>
    <message>
        <source>{file} was made for computers that order their bytes the other way.</source>
        <translation>הקובץ {file} נוצר למחשבים שבהם סדר הבתים הפוך.</translation>
    </message>
    <message>
        <source>Get the usual (little-endian) file of the model.</source>
        <translation>השיגו את הקובץ הרגיל (little-endian) של המודל.</translation>
    </message>
    <message>
        <source>{file} is in a version of the format that is not read here; versions 2 and 3 are.</source>
        <translation>הקובץ {file} הוא בגרסת פורמט שאינה נקראת כאן; נקראות גרסאות 2 ו־3.</translation>
    </message>
    <message>
        <source>Get the model in a newer file, or look for a newer Anamnesis.</source>
        <translation>השיגו את המודל בקובץ חדש יותר, או חפשו גרסה חדשה יותר של Anamnesis.</translation>
    </message>
    <message>
        <source>What {file} says of itself is longer than that of any model.</source>
        <translation>הנתונים שהקובץ {file} מוסר על עצמו ארוכים משל כל מודל.</translation>
    </message>
    <message>
        <source>{file} holds a model that does not write, such as one for pictures or for vectors.</source>
        <translation>הקובץ {file} מכיל מודל שאינו כותב, למשל מודל לתמונות או לווקטורים.</translation>
    </message>
    <message>
        <source>Choose an instruction-tuned language model; for finding, add the folder of an embedder.</source>
        <translation>בחרו מודל שפה שהותאם להוראות (instruct); לחיפוש, הוסיפו תיקייה של מודל חיפוש.</translation>
    </message>
    <message>
        <source>{file} is one of several pieces of a model.</source>
        <translation>הקובץ {file} הוא אחד מכמה חלקים של מודל.</translation>
    </message>
    <message>
        <source>Choose a model that is one file.</source>
        <translation>בחרו מודל שכולו קובץ אחד.</translation>
    </message>
    <message>
        <source>The check did not finish</source>
        <translation>הבדיקה לא הושלמה</translation>
    </message>
    <message>
        <source>The process that runs the model stopped or failed meanwhile.</source>
        <translation>התהליך שמפעיל את המודל נעצר או כשל בינתיים.</translation>
    </message>
    <message>
        <source>Check the model again. If it keeps happening, choose a smaller one.</source>
        <translation>בדקו את המודל שוב. אם המצב נמשך, בחרו מודל קטן יותר.</translation>
    </message>
    <message>
        <source>Models and index lists all models; so does “anamnesis models list”.</source>
        <translation>כל המודלים מופיעים ב״מודלים ואינדקס״; גם הפקודה ‎“anamnesis models list”‎ מציגה אותם.</translation>
    </message>
    <message>
        <source>Rename the file or folder, or give another name with --name.</source>
        <translation>שנו את שם הקובץ או התיקייה, או תנו שם אחר באמצעות ‎--name.</translation>
    </message>
    <message>
        <source>{name} came with Anamnesis and is what it falls back to.</source>
        <translation>המודל {name} הגיע עם Anamnesis, והיא חוזרת אליו בעת הצורך.</translation>
    </message>
    <message>
        <source>{name} is what this computer finds or writes with.</source>
        <translation>המודל {name} משמש את מחשב זה לחיפוש או לכתיבה.</translation>
    </message>
    <message>
        <source>library.json in the models folder is damaged. The starter models work without it, and each practice keeps the index it has.</source>
        <translation>הקובץ library.json בתיקיית המודלים פגום. המודלים ההתחלתיים פועלים גם בלעדיו, וכל מרפאה שומרת על האינדקס הקיים שלה.</translation>
    </message>
    <message>
        <source>Move it away and add the models again: models are in no backup.</source>
        <translation>העבירו אותו למקום אחר והוסיפו את המודלים שוב: מודלים אינם בגיבוי.</translation>
    </message>
    <message>
        <source>Choose a smaller model.</source>
        <translation>בחרו מודל קטן יותר.</translation>
    </message>
    <message>
        <source>It would need more memory than this computer can spare.</source>
        <translation>הוא דורש יותר זיכרון ממה שמחשב זה יכול להקצות.</translation>
    </message>
    <message>
        <source>Choose a smaller model, or use a computer with more memory.</source>
        <translation>בחרו מודל קטן יותר, או השתמשו במחשב עם זיכרון רב יותר.</translation>
    </message>
    <message>
        <source>{file} ends too early: it was not copied or downloaded to its end.</source>
        <translation>הקובץ {file} קטוע: העתקתו או הורדתו לא הושלמה.</translation>
    </message>
    <message>
        <source>A file changed while it was copied.</source>
        <translation>אחד הקבצים השתנה במהלך ההעתקה.</translation>
    </message>
    <message>
        <source>Try again. If it keeps happening, check the disk.</source>
        <translation>נסו שוב. אם המצב נמשך, בדקו את הכונן.</translation>
    </message>
    <message>
        <source>{file} is not what its name says, or its numbers do not fit the rest of the model.</source>
        <translation>הקובץ {file} אינו מה ששמו מציין, או שהמספרים שבו אינם מתאימים לשאר המודל.</translation>
    </message>
    <message>
        <source>This is a language model, not one that makes vectors of texts.</source>
        <translation>זהו מודל שפה, ולא מודל שיוצר וקטורים מטקסטים.</translation>
    </message>
    <message>
        <source>Choose an embedder.</source>
        <translation>בחרו מודל חיפוש.</translation>
    </message>
    <message>
        <source>This model is not allowed here</source>
        <translation>מודל זה אינו מורשה כאן</translation>
    </message>
    <message>
        <source>Your organisation has listed which models may be used, and this is not one of them.</source>
        <translation>הארגון שלכם קבע אילו מודלים מותרים לשימוש, וזה אינו אחד מהם.</translation>
    </message>
    <message>
        <source>Ask whoever looks after this computer.</source>
        <translation>פנו למי שאחראי על המחשב.</translation>
    </message>
    <message>
        <source>This model is here already</source>
        <translation>מודל זה כבר נמצא כאן</translation>
    </message>
    <message>
        <source>Its weights are those of {name}.</source>
        <translation>המשקלים שלו הם אלה של {name}.</translation>
    </message>
    <message>
        <source>There is another model of this name</source>
        <translation>יש מודל אחר בשם זה</translation>
    </message>
    <message>
        <source>{name} is here already, with other weights.</source>
        <translation>המודל {name} כבר נמצא כאן, עם משקלים אחרים.</translation>
    </message>
    <message>
        <source>There is no such model</source>
        <translation>אין מודל כזה</translation>
    </message>
    <message>
        <source>This computer has no model with the name {name}.</source>
        <translation>אין במחשב זה מודל בשם {name}.</translation>
    </message>
    <message>
        <source>Starter models stay</source>
        <translation>המודלים ההתחלתיים נשארים</translation>
    </message>
    <message>
        <source>This model is in use</source>
        <translation>מודל זה בשימוש</translation>
    </message>
    <message>
        <source>Choose another one first, then remove it.</source>
        <translation>בחרו תחילה מודל אחר, ואז הסירו אותו.</translation>
    </message>
    <message>
        <source>The list of models cannot be read</source>
        <translation>לא ניתן לקרוא את רשימת המודלים</translation>
    </message>
    <message>
        <source>The models folder cannot be written</source>
        <translation>לא ניתן לכתוב בתיקיית המודלים</translation>
    </message>
    <message>
        <source>Let somebody who may write there run the command.</source>
        <translation>בקשו ממי שיש לו הרשאת כתיבה שם להריץ את הפקודה.</translation>
    </message>
    <message>
        <source>The models are being changed already</source>
        <translation>המודלים כבר בתהליך שינוי</translation>
    </message>
    <message>
        <source>Another program is adding or removing a model.</source>
        <translation>תוכנה אחרת מוסיפה או מסירה מודל.</translation>
    </message>
    <message>
        <source>Try again when it is done.</source>
        <translation>נסו שוב כשתסיים.</translation>
    </message>
    <message>
        <source>This cannot be an abbreviation</source>
        <translation>זה אינו יכול להיות קיצור</translation>
    </message>
    <message>
        <source>It has to hold a letter or a digit.</source>
        <translation>חייבת להיות בו אות או ספרה.</translation>
    </message>
    <message>
        <source>This is too long</source>
        <translation>הטקסט ארוך מדי</translation>
    </message>
    <message>
        <source>It does not say what it stands for</source>
        <translation>לא נאמר מה פירוש הקיצור</translation>
    </message>
    <message>
        <source>At least one meaning is needed that is not the abbreviation itself.</source>
        <translation>דרוש לפחות פירוש אחד שאינו הקיצור עצמו.</translation>
    </message>
    <message>
        <source>There are too many meanings</source>
        <translation>יש יותר מדי פירושים</translation>
    </message>
    <message>
        <source>An abbreviation may stand for {limit} things.</source>
        <translation>לקיצור יכולים להיות עד {limit} פירושים.</translation>
    </message>
    <message>
        <source>Take some out and save again.</source>
        <translation>הסירו כמה מהם ושמרו שוב.</translation>
    </message>
    <message>
        <source>This abbreviation is there already</source>
        <translation>קיצור זה כבר קיים</translation>
    </message>
    <message>
        <source>Dots, quotation marks and capital letters make no difference.</source>
        <translation>נקודות, גרשיים ואותיות גדולות אינם משנים.</translation>
    </message>
    <message>
        <source>Add the meaning to the one that is there.</source>
        <translation>הוסיפו את הפירוש לקיצור הקיים.</translation>
    </message>
    <message>
        <source>There are too many abbreviations</source>
        <translation>יש יותר מדי קיצורים</translation>
    </message>
    <message>
        <source>A practice may keep {limit}.</source>
        <translation>מרפאה יכולה לשמור עד {limit}.</translation>
    </message>
    <message>
        <source>This brief was not shown</source>
        <translation>התקציר לא הוצג</translation>
    </message>
    <message>
        <source>A line of it was not what the record says.</source>
        <translation>אחת השורות בו לא תאמה את הכתוב ברשומה.</translation>
    </message>
    <message>
        <source>Read the sessions themselves, and report this: it is a fault of the program.</source>
        <translation>קראו את המפגשים עצמם ודווחו על כך: זו תקלה בתוכנה.</translation>
    </message>
    <message>
        <source>A line names no conversation</source>
        <translation>באחת השורות אין שם שיחה תקין</translation>
    </message>
    <message>
        <source>What stands under “conversation” is not a name of 1 to {limit} characters.</source>
        <translation>מה שכתוב תחת ‎“conversation”‎ אינו שם באורך של תו אחד עד {limit} תווים.</translation>
    </message>
    <message>
        <source>Give lines that belong together the same name, or leave it out.</source>
        <translation>תנו לשורות ששייכות לאותה שיחה אותו שם, או השמיטו את השם.</translation>
    </message>
    <message>
        <source>This reason is too long</source>
        <translation>סיבה זו ארוכה מדי</translation>
    </message>
    <message>
        <source>At most {limit} characters of it can be kept.</source>
        <translation>ניתן לשמור ממנה {limit} תווים לכל היותר.</translation>
    </message>
    <message>
        <source>This opinion is not known</source>
        <translation>הערכה זו אינה מוכרת</translation>
    </message>
    <message>
        <source>An answer is useful or wrong. Nothing was changed.</source>
        <translation>תשובה היא מועילה או שגויה. דבר לא השתנה.</translation>
    </message>
    <message>
        <source>A setting cannot be used</source>
        <translation>לא ניתן להשתמש באחת ההגדרות</translation>
    </message>
    <message>
        <source>Your organisation does not allow this</source>
        <translation>הארגון שלכם אינו מתיר זאת</translation>
    </message>
    <message>
        <source>Whoever looks after this computer can say why; “Settings” names the file that says so.</source>
        <translation>מי שאחראי על המחשב יוכל לומר מדוע; ״הגדרות״ מציינות את הקובץ שקובע זאת.</translation>
    </message>
    <message>
        <source>Correct {file} and start again.</source>
        <translation>תקנו את הקובץ {file} והפעילו מחדש.</translation>
    </message>
    <message>
        <source>The settings cannot be read</source>
        <translation>לא ניתן לקרוא את ההגדרות</translation>
    </message>
    <message>
        <source>{file} is there and cannot be read; without it nobody knows what is allowed.</source>
        <translation>הקובץ {file} קיים, אך לא ניתן לקרוא אותו; בלעדיו לא ידוע מה מותר.</translation>
    </message>
    <message>
        <source>Make the file readable for whoever runs Anamnesis, or remove it, and start again.</source>
        <translation>הרשו קריאה של הקובץ למי שמפעיל את Anamnesis, או הסירו אותו, והפעילו מחדש.</translation>
    </message>
    <message>
        <source>{file} is not a valid settings file; the error is in line {line}.</source>
        <translation>הקובץ {file} אינו כתוב כפי שנכתב קובץ הגדרות; השגיאה נמצאת בשורה {line}.</translation>
    </message>
    <message>
        <source>Write each setting as name = value, one on a line, and start again.</source>
        <translation>כתבו כל הגדרה בצורה ‎name = value‎, אחת בכל שורה, והפעילו מחדש.</translation>
    </message>
    <message>
        <source>{place}: {key} is set, and there is no such setting. The nearest name is {nearest}.</source>
        <translation>{place}: מופיע {key}, ואין הגדרה כזאת. השם הקרוב ביותר הוא {nearest}.</translation>
    </message>
    <message>
        <source>{place}: {key} is set to {value}, which is not allowed.</source>
        <translation>{place}: נקבע ל־{key} הערך {value}, והוא אינו מותר.</translation>
    </message>
    <message>
        <source>{place}: {key} is set to {value}. It must be a whole number from {low} to {high}.</source>
        <translation>{place}: נקבע ל־{key} הערך {value}. הערך חייב להיות מספר שלם מ־{low} עד {high}.</translation>
    </message>
    <message>
        <source>{place}: {key} is set to {value}. It must be a number from {low} to {high}.</source>
        <translation>{place}: נקבע ל־{key} הערך {value}. הערך חייב להיות מספר מ־{low} עד {high}.</translation>
    </message>
    <message>
        <source>{place}: {key} is set to {value}. It must be true or false.</source>
        <translation>{place}: נקבע ל־{key} הערך {value}. הערך חייב להיות true או false.</translation>
    </message>
    <message>
        <source>{place}: {key} is set to {value}. It must be an age recipient: age1 and 58 more characters.</source>
        <translation>{place}: נקבע ל־{key} הערך {value}. הערך חייב להיות נמען של age: age1 ועוד 58 תווים.</translation>
    </message>
    <message>
        <source>{place}: {key} is set, which only the computer&apos;s administrator may do, in its policy.</source>
        <translation>{place}: נקבע {key}, ורק מנהל המחשב רשאי לקבוע זאת, במדיניות שלו.</translation>
    </message>
    <message>
        <source>{place}: {key} is set to {value}. It must be a list of SHA-256 sums, 64 hex digits each.</source>
        <translation>{place}: נקבע ל־{key} הערך {value}. הערך חייב להיות רשימה של סיכומי SHA-256, כל אחד בן 64 ספרות הקסדצימליות.</translation>
    </message>
    <message>
        <source>{place}: {key} is set to {value}. It must be a list of public keys: ed25519: and 44 more characters.</source>
        <translation>{place}: הערך של {key} הוא {value}. עליו להיות רשימה של מפתחות ציבוריים: ed25519: ועוד 44 תווים.</translation>
    </message>
    <message>
        <source>{place}: {key} is set to {value}. It must be one of: {words}.</source>
        <translation>{place}: נקבע ל־{key} הערך {value}. הערך חייב להיות אחד מאלה: {words}.</translation>
    </message>
    <message>
        <source>{place}: {key} is set to {value}. It must be a list with at least one of: {words}.</source>
        <translation>{place}: נקבע ל־{key} הערך {value}. הערך חייב להיות רשימה ובה לפחות אחד מאלה: {words}.</translation>
    </message>
    <message>
        <source>{place}: {key} is set to {value}. It must be a folder with its whole path.</source>
        <translation>{place}: נקבע ל־{key} הערך {value}. הערך חייב להיות תיקייה, בנתיב המלא שלה.</translation>
    </message>
    <message>
        <source>{place}: {key} is set to {value}. It must be a list of folders, each with its whole path.</source>
        <translation>{place}: נקבע ל־{key} הערך {value}. הערך חייב להיות רשימה של תיקיות, כל אחת בנתיב המלא שלה.</translation>
    </message>
    <message>
        <source>The settings of this computer forbid writing charts to files. Nothing was written.</source>
        <translation>הגדרות המחשב אוסרות לכתוב תיקים לקבצים. דבר לא נכתב.</translation>
    </message>
    <message>
        <source>The settings of this computer forbid printing charts. Nothing was printed.</source>
        <translation>הגדרות המחשב אוסרות להדפיס תיקים. דבר לא הודפס.</translation>
    </message>
    <message>
        <source>The settings of this computer forbid copying. Nothing stays in the clipboard.</source>
        <translation>הגדרות המחשב אוסרות להעתיק. דבר אינו נשאר בלוח ההעתקה.</translation>
    </message>
    <message>
        <source>What was cut out of a note comes back with Undo. Whoever looks after this computer can say why.</source>
        <translation>מה שנגזר מרשומה חוזר בעזרת ״ביטול הפעולה״. מי שאחראי על המחשב יוכל לומר מדוע.</translation>
    </message>
    <message>
        <source>The settings of this computer forbid unlocking with its keyring.</source>
        <translation>הגדרות המחשב אוסרות לפתוח בעזרת מאגר המפתחות שלו.</translation>
    </message>
    <message>
        <source>Unlock with the passphrase.</source>
        <translation>פתחו בעזרת ביטוי הסיסמה.</translation>
    </message>
    <message>
        <source>The settings of this computer name the folders for backups, and this one is not among them.</source>
        <translation>הגדרות המחשב מציינות את התיקיות לגיבויים, וזו אינה אחת מהן.</translation>
    </message>
    <message>
        <source>Choose a folder below one of those that “Settings” lists.</source>
        <translation>בחרו תיקייה בתוך אחת מאלה שמופיעות ב״הגדרות״.</translation>
    </message>
    <message>
        <source>Take it out of {file} and start again.</source>
        <translation>יש להסיר זאת מ־{file} ולהפעיל מחדש.</translation>
    </message>
    <message>
        <source>The system restricts the models to their own files: they cannot write, use the network or reach other programs.</source>
        <translation>המערכת מגבילה את המודלים לקבצים שלהם: הם אינם כותבים דבר, ואינם מגיעים לרשת או לתוכנה אחרת.</translation>
    </message>
    <message>
        <source>This system does not restrict the models to their own files: only Linux can.</source>
        <translation>המערכת הזאת אינה מגבילה את המודלים לקבצים שלהם: רק Linux יכולה.</translation>
    </message>
    <message>
        <source>The models are not restricted to their own files: it is not known how on this processor.</source>
        <translation>המודלים אינם מוגבלים לקבצים שלהם: לא ידוע כיצד לעשות זאת במעבד הזה.</translation>
    </message>
    <message>
        <source>The models are not restricted to their own files: the system&apos;s kernel is too old for it.</source>
        <translation>המודלים אינם מוגבלים לקבצים שלהם: ליבת המערכת ישנה מדי לכך.</translation>
    </message>
    <message>
        <source>The models are not restricted to their own files: the kernel has it switched off.</source>
        <translation>המודלים אינם מוגבלים לקבצים שלהם: האפשרות כבויה בליבת המערכת.</translation>
    </message>
    <message>
        <source>The models are not restricted to their own files: the system refused it.</source>
        <translation>המודלים אינם מוגבלים לקבצים שלהם: המערכת סירבה לכך.</translation>
    </message>
    <message>
        <source>They run in a process of their own, without the keys.</source>
        <translation>הם רצים בתהליך משלהם, בלי המפתחות.</translation>
    </message>
    <message>
        <source>Audit log damaged</source>
        <translation>יומן הביקורת פגום</translation>
    </message>
    <message>
        <source>Little room on the disk</source>
        <translation>מעט מקום בכונן</translation>
    </message>
    <message>
        <source>Try a restore</source>
        <translation>נסו שחזור</translation>
    </message>
    <message>
        <source>Much fails</source>
        <translation>תקלות רבות</translation>
    </message>
    <message>
        <source>Index behind</source>
        <translation>האינדקס מפגר</translation>
    </message>
    <message>
        <source>Saving is slow</source>
        <translation>השמירה איטית</translation>
    </message>
    <message>
        <source>Finding is slow</source>
        <translation>החיפוש איטי</translation>
    </message>
    <message>
        <source>Asking is slow</source>
        <translation>המענה לשאלות איטי</translation>
    </message>
    <message>
        <source>Unlocking is slow</source>
        <translation>פתיחת הנעילה איטית</translation>
    </message>
    <message>
        <source>Install Anamnesis again: it brings the database it was tried with.</source>
        <translation>התקינו את Anamnesis מחדש: היא מביאה את מסד הנתונים שנבדקה איתו.</translation>
    </message>
    <message>
        <source>Room on the disk</source>
        <translation>מקום בכונן</translation>
    </message>
    <message>
        <source>{free} are free.</source>
        <translation>{free} פנויים.</translation>
    </message>
    <message>
        <source>Only {free} are free; 10 GB leave room for backups and models.</source>
        <translation>רק {free} פנויים; 10 GB משאירים מקום לגיבויים ולמודלים.</translation>
    </message>
    <message>
        <source>Only {free} are free: soon nothing more can be saved.</source>
        <translation>רק {free} פנויים: בקרוב לא יהיה אפשר לשמור דבר.</translation>
    </message>
    <message>
        <source>Delete what is not needed on the disk of the practice, or move it to another disk.</source>
        <translation>מחקו מה שאין בו צורך בכונן של המרפאה, או העבירו אותו לכונן אחר.</translation>
    </message>
    <message>
        <source>Folder of the practice</source>
        <translation>התיקייה של המרפאה</translation>
    </message>
    <message>
        <source>Nobody else who uses this computer can open it.</source>
        <translation>אף אחד אחר שמשתמש במחשב הזה לא יכול לפתוח אותה.</translation>
    </message>
    <message>
        <source>Files in it belong to another account, {account}: {others}.</source>
        <translation>קבצים בתיקייה שייכים לחשבון אחר, {account}: {others}.</translation>
    </message>
    <message>
        <source>Others who use this computer can open it.</source>
        <translation>אחרים שמשתמשים במחשב הזה יכולים לפתוח אותה.</translation>
    </message>
    <message>
        <source>Close it to others. What lies in it is encrypted all the same.</source>
        <translation>סגרו אותה בפני אחרים. מה שבתוכה מוצפן בכל מקרה.</translation>
    </message>
    <message>
        <source>Ask whoever looks after your computers to give them back to your account: saving and unlocking can fail until then.</source>
        <translation>בקשו ממי שמטפל במחשבים שלכם להחזיר אותם לחשבון שלכם: עד אז השמירה ופתיחת הנעילה עלולות להיכשל.</translation>
    </message>
    <message>
        <source>Accounts of this computer</source>
        <translation>חשבונות במחשב זה</translation>
    </message>
    <message>
        <source>Only accounts that may open the practice can change it.</source>
        <translation>רק חשבונות שרשאים לפתוח את המרפאה יכולים לשנות אותה.</translation>
    </message>
    <message>
        <source>Others could change what belongs to the practice: {faults}.</source>
        <translation>אחרים יכולים לשנות את השייך למרפאה: {faults}.</translation>
    </message>
    <message>
        <source>Ask whoever looks after your computers to restore the rights of the shared practice.</source>
        <translation>בקשו ממי שמטפל במחשבים לשחזר את ההרשאות של המרפאה המשותפת.</translation>
    </message>
    <message>
        <source>Place of the practice</source>
        <translation>המקום של המרפאה</translation>
    </message>
    <message>
        <source>It lies on a disk of this computer that no program synchronises.</source>
        <translation>היא נמצאת בכונן של המחשב הזה ששום תוכנה לא מסנכרנת.</translation>
    </message>
    <message>
        <source>It lies where another program or computer changes files under the database. {problem}</source>
        <translation>היא נמצאת במקום שבו תוכנה או מחשב אחרים משנים קבצים מתחת למסד הנתונים. {problem}</translation>
    </message>
    <message>
        <source>Ask whoever looks after your computers to move it to a disk of this computer, or to end the synchronising of that folder.</source>
        <translation>בקשו ממי שמטפל במחשבים שלכם להעביר אותה לכונן של המחשב הזה, או להפסיק לסנכרן את התיקייה.</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>מסד הנתונים</translation>
    </message>
    <message>
        <source>It answers; its tables are at revision {schema}.</source>
        <translation>הוא עונה; הטבלאות שלו בגרסה {schema}.</translation>
    </message>
    <message>
        <source>There is none yet.</source>
        <translation>עדיין אין.</translation>
    </message>
    <message>
        <source>It does not answer as it should. {problem}</source>
        <translation>הוא לא עונה כראוי. {problem}</translation>
    </message>
    <message>
        <source>Close Anamnesis and open it again: that starts the database anew.</source>
        <translation>סגרו את Anamnesis ופתחו אותה שוב: כך מסד הנתונים מופעל מחדש.</translation>
    </message>
    <message>
        <source>Database server</source>
        <translation>שרת מסד הנתונים</translation>
    </message>
    <message>
        <source>PostgreSQL {version}, with which Anamnesis was tried.</source>
        <translation>PostgreSQL {version}, ש־Anamnesis נבדקה איתו.</translation>
    </message>
    <message>
        <source>PostgreSQL {version} is newer than what Anamnesis was tried with ({lowest} to {highest}).</source>
        <translation>PostgreSQL {version} חדש ממה ש־Anamnesis נבדקה איתו ({lowest} עד {highest}).</translation>
    </message>
    <message>
        <source>PostgreSQL {version} is too old; {lowest} to {highest} work.</source>
        <translation>PostgreSQL {version} ישן מדי; {lowest} עד {highest} מתאימים.</translation>
    </message>
    <message>
        <source>Search by meaning in the database</source>
        <translation>חיפוש לפי משמעות במסד הנתונים</translation>
    </message>
    <message>
        <source>pgvector {version}, with which Anamnesis was tried.</source>
        <translation>pgvector {version}, ש־Anamnesis נבדקה איתו.</translation>
    </message>
    <message>
        <source>pgvector {version} is newer than what Anamnesis was tried with ({lowest} to {highest}).</source>
        <translation>pgvector {version} חדש ממה ש־Anamnesis נבדקה איתו ({lowest} עד {highest}).</translation>
    </message>
    <message>
        <source>pgvector {version} is too old; {lowest} to {highest} work.</source>
        <translation>pgvector {version} ישן מדי; {lowest} עד {highest} מתאימים.</translation>
    </message>
    <message>
        <source>pgvector is not there: notes are found by their words only.</source>
        <translation>pgvector חסר: רשומות נמצאות רק לפי המילים שבהן.</translation>
    </message>
    <message>
        <source>Checksums of the database</source>
        <translation>סיכומי ביקורת של מסד הנתונים</translation>
    </message>
    <message>
        <source>The database notices pages that the disk damaged.</source>
        <translation>מסד הנתונים מבחין בדפים שהכונן פגם בהם.</translation>
    </message>
    <message>
        <source>The database does not notice pages that the disk damaged.</source>
        <translation>מסד הנתונים לא מבחין בדפים שהכונן פגם בהם.</translation>
    </message>
    <message>
        <source>Restore a backup into a new place: there they are switched on.</source>
        <translation>שחזרו גיבוי למקום חדש: שם הם מופעלים.</translation>
    </message>
    <message>
        <source>Memory of the database</source>
        <translation>הזיכרון של מסד הנתונים</translation>
    </message>
    <message>
        <source>Other programs cannot read it.</source>
        <translation>תוכנות אחרות לא יכולות לקרוא אותו.</translation>
    </message>
    <message>
        <source>Other programs of yours could read it while the practice is unlocked.</source>
        <translation>תוכנות אחרות שלכם יכולות לקרוא אותו כשהמרפאה פתוחה.</translation>
    </message>
    <message>
        <source>Run no programs that you do not trust, and lock the practice when you leave.</source>
        <translation>אל תפעילו תוכנות שאינכם סומכים עליהן, ונעלו את המרפאה כשאתם הולכים.</translation>
    </message>
    <message>
        <source>Swap space</source>
        <translation>שטח החלפה</translation>
    </message>
    <message>
        <source>Memory is not written to the disk unencrypted.</source>
        <translation>הזיכרון לא נכתב לכונן בלי הצפנה.</translation>
    </message>
    <message>
        <source>Memory may be written to the disk unencrypted.</source>
        <translation>הזיכרון עלול להיכתב לכונן בלי הצפנה.</translation>
    </message>
    <message>
        <source>Ask whoever looks after your computers to encrypt the swap space or to turn it off.</source>
        <translation>בקשו ממי שמטפל במחשבים שלכם להצפין את שטח ההחלפה או לכבות אותו.</translation>
    </message>
    <message>
        <source>Hibernation</source>
        <translation>מצב שינה עמוקה</translation>
    </message>
    <message>
        <source>It writes no memory to the disk unencrypted.</source>
        <translation>הוא לא כותב את הזיכרון לכונן בלי הצפנה.</translation>
    </message>
    <message>
        <source>It writes memory, and with it keys and notes, to the disk unencrypted.</source>
        <translation>הוא כותב את הזיכרון, ואיתו מפתחות ורשומות, לכונן בלי הצפנה.</translation>
    </message>
    <message>
        <source>Shut down or sleep instead, and ask whoever looks after your computers to turn hibernation off.</source>
        <translation>כבו את המחשב או השתמשו בשינה רגילה, ובקשו ממי שמטפל במחשבים שלכם לבטל את השינה העמוקה.</translation>
    </message>
    <message>
        <source>Crash files</source>
        <translation>קובצי קריסה</translation>
    </message>
    <message>
        <source>A crash leaves no image of the memory.</source>
        <translation>קריסה לא משאירה תמונה של הזיכרון.</translation>
    </message>
    <message>
        <source>A service of this computer may keep an image of memory after a crash.</source>
        <translation>שירות של המחשב הזה עלול לשמור תמונה של הזיכרון אחרי קריסה.</translation>
    </message>
    <message>
        <source>A crash can leave an image of the memory, with keys and notes in it.</source>
        <translation>קריסה עלולה להשאיר תמונה של הזיכרון, עם מפתחות ורשומות.</translation>
    </message>
    <message>
        <source>Ask whoever looks after your computers to have it keep no crash files.</source>
        <translation>בקשו ממי שמטפל במחשבים שלכם שלא יישמרו קובצי קריסה.</translation>
    </message>
    <message>
        <source>Confinement of the models</source>
        <translation>תיחום המודלים</translation>
    </message>
    <message>
        <source>Models run where they reach neither your files nor a network.</source>
        <translation>המודלים פועלים במקום שאין להם בו גישה לקבצים שלכם או לרשת.</translation>
    </message>
    <message>
        <source>This system does not fully hold back what runs inside a model&apos;s process.</source>
        <translation>המערכת הזאת לא מרסנת לגמרי את מה שפועל בתהליך של מודל.</translation>
    </message>
    <message>
        <source>Add only models from sources you trust. A newer Linux (from kernel 5.13) holds it back.</source>
        <translation>הוסיפו רק מודלים ממקורות שאתם סומכים עליהם. Linux חדש יותר (מליבה 5.13) מרסן אותו.</translation>
    </message>
    <message>
        <source>95 % took up to {p95}; {budget} is allowed ({count} in 7 days).</source>
        <translation>95% ארכו עד {p95}; מותר {budget} ({count} ב־7 ימים).</translation>
    </message>
    <message>
        <source>Too slow: 95 % took up to {p95}, and {budget} is allowed ({count} in 7 days).</source>
        <translation>איטי מדי: 95% ארכו עד {p95}, ומותר {budget} ({count} ב־7 ימים).</translation>
    </message>
    <message>
        <source>Not used in the last 7 days.</source>
        <translation>לא היה בשימוש ב־7 הימים האחרונים.</translation>
    </message>
    <message>
        <source>{name} runs on this computer ({level}, {day}).</source>
        <translation>{name} פועל במחשב הזה ({level}, {day}).</translation>
    </message>
    <message>
        <source>{name} was not tried on this computer yet.</source>
        <translation>{name} עוד לא נבדק במחשב הזה.</translation>
    </message>
    <message>
        <source>{name} does not run on this computer ({reason}, {day}).</source>
        <translation>{name} לא פועל במחשב הזה ({reason}, {day}).</translation>
    </message>
    <message>
        <source>{name} is the file that was added.</source>
        <translation>{name} הוא הקובץ שנוסף.</translation>
    </message>
    <message>
        <source>It cannot be used. {problem}</source>
        <translation>אי אפשר להשתמש בו. {problem}</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>אינדקס</translation>
    </message>
    <message>
        <source>All {total} notes and records can be found.</source>
        <translation>אפשר למצוא את כל {total} הרשומות והתיקים.</translation>
    </message>
    <message>
        <source>{missing} of {total} notes and records cannot be found yet.</source>
        <translation>{missing} מתוך {total} רשומות ותיקים עוד לא ניתנים למציאה.</translation>
    </message>
    <message>
        <source>{drift} notes and records were missing from it or outdated in it.</source>
        <translation>{drift} רשומות ותיקים חסרו בו או לא היו בו מעודכנים.</translation>
    </message>
    <message>
        <source>Index them now. Until then they can be read, but neither found nor asked about.</source>
        <translation>הוסיפו אותם לאינדקס עכשיו. עד אז אפשר לקרוא אותם, אבל לא למצוא אותם או לשאול עליהם.</translation>
    </message>
    <message>
        <source>Model for finding</source>
        <translation>מודל למציאה</translation>
    </message>
    <message>
        <source>It finds notes, but does not tell which sentence answers. {problem}</source>
        <translation>הוא מוצא רשומות, אך אינו קובע איזה משפט עונה. {problem}</translation>
    </message>
    <message>
        <source>Add it again or choose another one. Until then notes are found by their words.</source>
        <translation>הוסיפו אותו שוב או בחרו אחר. עד אז רשומות נמצאות לפי המילים שבהן.</translation>
    </message>
    <message>
        <source>Install the starter models again. Until then answers are chosen less well.</source>
        <translation>התקינו מחדש את המודלים ההתחלתיים. עד אז התשובות נבחרות פחות טוב.</translation>
    </message>
    <message>
        <source>Model for finding, on this computer</source>
        <translation>מודל למציאה, במחשב הזה</translation>
    </message>
    <message>
        <source>Check it, or choose another one. Until it runs, notes are found by their words.</source>
        <translation>בדקו אותו או בחרו אחר. עד שיפעל, רשומות נמצאות לפי המילים שבהן.</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>מודל שפה</translation>
    </message>
    <message>
        <source>Add it again or choose another one. Until then answers are quotes.</source>
        <translation>הוסיפו אותו שוב או בחרו אחר. עד אז התשובות הן ציטוטים.</translation>
    </message>
    <message>
        <source>Language model, on this computer</source>
        <translation>מודל שפה, במחשב הזה</translation>
    </message>
    <message>
        <source>Check it, or choose another one. Until it runs, answers are quotes.</source>
        <translation>בדקו אותו או בחרו אחר. עד שיפעל, התשובות הן ציטוטים.</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>מעבד</translation>
    </message>
    <message>
        <source>It runs what it announces.</source>
        <translation>הוא מריץ את מה שהוא מצהיר עליו.</translation>
    </message>
    <message>
        <source>It announces instructions that it does not run, so slower ones are used; virtual machines do that.</source>
        <translation>הוא מצהיר על הוראות שאינו מריץ, ולכן נעשה שימוש באיטיות יותר; כך קורה במכונות וירטואליות.</translation>
    </message>
    <message>
        <source>Ask whoever looks after your computers to choose another type of processor for the virtual machine, then check the models again.</source>
        <translation>בקשו ממי שמטפל במחשבים שלכם לבחור סוג אחר של מעבד למכונה הווירטואלית, ואז בדקו את המודלים שוב.</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>עדכונים</translation>
    </message>
    <message>
        <source>No newer version than {installed} is in the folder for updates or on a stick.</source>
        <translation>אין גרסה חדשה מ־{installed} בתיקיית העדכונים או בהתקן נייד.</translation>
    </message>
    <message>
        <source>Version {installed}. This computer looks for no updates.</source>
        <translation>גרסה {installed}. מחשב זה אינו מחפש עדכונים.</translation>
    </message>
    <message>
        <source>Version {version} is ready to be installed; this is {installed}.</source>
        <translation>גרסה {version} מוכנה להתקנה; זו גרסה {installed}.</translation>
    </message>
    <message>
        <source>Version {version} is installed; this window is still {installed}.</source>
        <translation>גרסה {version} מותקנת; חלון זה הוא עדיין גרסה {installed}.</translation>
    </message>
    <message>
        <source>An update was found and is not taken. {problem}</source>
        <translation>נמצא עדכון והוא לא התקבל. {problem}</translation>
    </message>
    <message>
        <source>Show the update: it says what is new and what to do.</source>
        <translation>הציגו את העדכון: הוא אומר מה חדש ומה לעשות.</translation>
    </message>
    <message>
        <source>Tell whoever looks after your computers. Install nothing of it; get the release again.</source>
        <translation>ספרו למי שמטפל במחשבים שלכם. אל תתקינו ממנו דבר; השיגו את המהדורה מחדש.</translation>
    </message>
    <message>
        <source>Policy of your organisation</source>
        <translation>המדיניות של הארגון שלכם</translation>
    </message>
    <message>
        <source>In force: {sources}. It sets: {imposed}.</source>
        <translation>בתוקף: {sources}. נקבעו בה: {imposed}.</translation>
    </message>
    <message>
        <source>There is none: the settings are yours.</source>
        <translation>אין מדיניות: ההגדרות שלכם.</translation>
    </message>
    <message>
        <source>In force: {sources}. Others than an administrator of this computer can change {open}.</source>
        <translation>בתוקף: {sources}. גם מי שאינו מנהל המחשב יכול לשנות את {open}.</translation>
    </message>
    <message>
        <source>Ask whoever looks after your computers to let only administrators change it.</source>
        <translation>בקשו ממי שאחראי על המחשבים שלכם לאפשר רק למנהלים לשנות אותה.</translation>
    </message>
    <message>
        <source>Parts of the program</source>
        <translation>חלקי התוכנה</translation>
    </message>
    <message>
        <source>All parts are there.</source>
        <translation>כל החלקים נמצאים.</translation>
    </message>
    <message>
        <source>Missing: {missing}.</source>
        <translation>חסרים: {missing}.</translation>
    </message>
    <message>
        <source>Install Anamnesis again; the practice stays as it is.</source>
        <translation>התקינו את Anamnesis מחדש; המרפאה נשארת כפי שהיא.</translation>
    </message>
    <message>
        <source>Memory of this computer</source>
        <translation>הזיכרון של המחשב</translation>
    </message>
    <message>
        <source>{total_size}.</source>
        <translation>{total_size}.</translation>
    </message>
    <message>
        <source>{total_size}; 4 GB or more are advised.</source>
        <translation>{total_size}; מומלצים 4 GB ומעלה.</translation>
    </message>
    <message>
        <source>Close other programs before you ask questions.</source>
        <translation>סגרו תוכנות אחרות לפני שאתם שואלים שאלות.</translation>
    </message>
    <message>
        <source>Asking</source>
        <translation>שאלות</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller language model.</source>
        <translation>סגרו תוכנות אחרות, או בחרו מודל שפה קטן יותר.</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>חיפוש</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model for finding.</source>
        <translation>סגרו תוכנות אחרות, או בחרו מודל קטן יותר למציאה.</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>שמירה</translation>
    </message>
    <message>
        <source>Close other programs; a disk that is slow, failing or almost full is the usual cause.</source>
        <translation>סגרו תוכנות אחרות; הסיבה הרגילה היא כונן איטי, תקול או כמעט מלא.</translation>
    </message>
    <message>
        <source>Unlocking</source>
        <translation>פתיחת הנעילה</translation>
    </message>
    <message>
        <source>Close other programs. Setting the passphrase again measures what this computer can do.</source>
        <translation>סגרו תוכנות אחרות. קביעה מחדש של ביטוי הסיסמה מודדת מה המחשב הזה מסוגל לעשות.</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>תקלות</translation>
    </message>
    <message>
        <source>{failed} of {ended} failed in the last 7 days.</source>
        <translation>{failed} מתוך {ended} נכשלו ב־7 הימים האחרונים.</translation>
    </message>
    <message>
        <source>Nothing failed in the last 7 days.</source>
        <translation>שום דבר לא נכשל ב־7 הימים האחרונים.</translation>
    </message>
    <message>
        <source>{failed} of {ended} failed in the last 7 days. {problems}</source>
        <translation>{failed} מתוך {ended} נכשלו ב־7 הימים האחרונים. {problems}</translation>
    </message>
    <message>
        <source>The log says when. If it goes on, send a report to whoever supports you.</source>
        <translation>ביומן כתוב מתי. אם זה נמשך, שלחו דוח למי שתומך בכם.</translation>
    </message>
    <message>
        <source>Ends of the program</source>
        <translation>סיומי התוכנה</translation>
    </message>
    <message>
        <source>It ended as it should after each start of the last 7 days.</source>
        <translation>היא הסתיימה כראוי אחרי כל הפעלה ב־7 הימים האחרונים.</translation>
    </message>
    <message>
        <source>It was cut off once in the last 7 days, as by a power cut.</source>
        <translation>היא נקטעה פעם אחת ב־7 הימים האחרונים, כמו בהפסקת חשמל.</translation>
    </message>
    <message>
        <source>In the last 7 days it was cut off {unclean} times and met {bugs} faults of its own.</source>
        <translation>ב־7 הימים האחרונים היא נקטעה {unclean} פעמים ונתקלה ב־{bugs} תקלות משלה.</translation>
    </message>
    <message>
        <source>Nothing that was saved is lost. Send a report to whoever supports you.</source>
        <translation>שום דבר שנשמר לא אבד. שלחו דוח למי שתומך בכם.</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>גיבויים</translation>
    </message>
    <message>
        <source>Records and their log</source>
        <translation>הרשומות והיומן שלהן</translation>
    </message>
    <message>
        <source>Where they are kept</source>
        <translation>המקום שבו הן נשמרות</translation>
    </message>
    <message>
        <source>Models and index</source>
        <translation>מודלים ואינדקס</translation>
    </message>
    <message>
        <source>Ways in</source>
        <translation>דרכי כניסה</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>המחשב הזה</translation>
    </message>
    <message>
        <source>The program</source>
        <translation>התוכנה</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>תקין</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>דורש תשומת לב</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>בעיה</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>גבו עכשיו</translation>
    </message>
    <message>
        <source>Open the audit log</source>
        <translation>פתיחת יומן הביקורת</translation>
    </message>
    <message>
        <source>Open your access</source>
        <translation>פתיחת הגישה שלכם</translation>
    </message>
    <message>
        <source>Finish now</source>
        <translation>השלימו עכשיו</translation>
    </message>
    <message>
        <source>Index now</source>
        <translation>הוסיפו לאינדקס עכשיו</translation>
    </message>
    <message>
        <source>Open the models</source>
        <translation>פתיחת המודלים</translation>
    </message>
    <message>
        <source>Close it to others</source>
        <translation>סגרו בפני אחרים</translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation>הצגת היומן</translation>
    </message>
    <message>
        <source>Report for support…</source>
        <translation>דוח לתמיכה…</translation>
    </message>
    <message>
        <source>Remove the old state…</source>
        <translation>הסרת המצב הישן…</translation>
    </message>
    <message>
        <source>Show the update…</source>
        <translation>הצגת העדכון…</translation>
    </message>
    <message>
        <source>This archive is damaged</source>
        <translation>הארכיון פגום</translation>
    </message>
    <message>
        <source>It is not what was written: it shows at {place}. Nothing of it was stored.</source>
        <translation>הוא אינו מה שנכתב: זה נראה ב-{place}. דבר ממנו לא נשמר.</translation>
    </message>
    <message>
        <source>Copy the file again from where it came from, or export it again.</source>
        <translation>העתיקו שוב את הקובץ מהמקור, או יצאו אותו שוב.</translation>
    </message>
    <message>
        <source>This archive is of a newer version</source>
        <translation>הארכיון מגרסה חדשה יותר</translation>
    </message>
    <message>
        <source>It has format {version}; this program reads up to format {known}. Nothing was stored.</source>
        <translation>התבנית שלו היא {version}; תוכנה זו קוראת עד תבנית {known}. דבר לא נשמר.</translation>
    </message>
    <message>
        <source>Install the newest version of Anamnesis and import it there.</source>
        <translation>התקינו את הגרסה החדשה ביותר של Anamnesis וייבאו אותו שם.</translation>
    </message>
    <message>
        <source>This is no archive of Anamnesis</source>
        <translation>זה אינו ארכיון של Anamnesis</translation>
    </message>
    <message>
        <source>What is in the file was not written by this program as an archive. Nothing was stored.</source>
        <translation>מה שבקובץ לא נכתב בתוכנה זו כארכיון. דבר לא נשמר.</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>בחרו קובץ אחר.</translation>
    </message>
    <message>
        <source>This passphrase does not open the archive</source>
        <translation>ביטוי סיסמה זה אינו פותח את הארכיון</translation>
    </message>
    <message>
        <source>An archive has a passphrase of its own: the one that was typed when it was exported.</source>
        <translation>לארכיון ביטוי סיסמה משלו: זה שהוקלד כשיוצא.</translation>
    </message>
    <message>
        <source>Type that passphrase.</source>
        <translation>הקלידו את ביטוי הסיסמה ההוא.</translation>
    </message>
    <message>
        <source>This key does not open the archive</source>
        <translation>מפתח זה אינו פותח את הארכיון</translation>
    </message>
    <message>
        <source>The archive was encrypted to other recipients.</source>
        <translation>הארכיון הוצפן לנמענים אחרים.</translation>
    </message>
    <message>
        <source>Choose the key file of one of its recipients.</source>
        <translation>בחרו את קובץ המפתח של אחד הנמענים.</translation>
    </message>
    <message>
        <source>The archive needs its passphrase</source>
        <translation>לארכיון דרוש ביטוי הסיסמה שלו</translation>
    </message>
    <message>
        <source>It was encrypted with the passphrase that was typed when it was exported.</source>
        <translation>הוא הוצפן בביטוי הסיסמה שהוקלד כשיוצא.</translation>
    </message>
    <message>
        <source>Type it, or give --archive-passphrase-file.</source>
        <translation>הקלידו אותו, או השתמשו ב-‎--archive-passphrase-file.</translation>
    </message>
    <message>
        <source>The archive needs a key</source>
        <translation>לארכיון דרוש מפתח</translation>
    </message>
    <message>
        <source>It was encrypted to age recipients.</source>
        <translation>הוא הוצפן לנמעני age.</translation>
    </message>
    <message>
        <source>Choose the key file of one of them, or give --identity-file.</source>
        <translation>בחרו את קובץ המפתח של אחד מהם, או השתמשו ב-‎--identity-file.</translation>
    </message>
    <message>
        <source>This is no age key</source>
        <translation>זה אינו מפתח age</translation>
    </message>
    <message>
        <source>A line of the key file is not of the form AGE-SECRET-KEY-1…</source>
        <translation>שורה בקובץ המפתח אינה מהצורה AGE-SECRET-KEY-1…</translation>
    </message>
    <message>
        <source>Choose the file that age-keygen wrote.</source>
        <translation>בחרו את הקובץ ש-age-keygen כתב.</translation>
    </message>
    <message>
        <source>No recipient is given</source>
        <translation>לא צוין נמען</translation>
    </message>
    <message>
        <source>An archive is encrypted to a passphrase or to at least one recipient.</source>
        <translation>ארכיון מוצפן בביטוי סיסמה או לנמען אחד לפחות.</translation>
    </message>
    <message>
        <source>Give a recipient, which begins with age1.</source>
        <translation>ציינו נמען; הוא מתחיל ב-age1.</translation>
    </message>
    <message>
        <source>This is no age recipient</source>
        <translation>זה אינו נמען של age</translation>
    </message>
    <message>
        <source>{recipient} is not a public key of age; one begins with age1.</source>
        <translation>{recipient} אינו מפתח ציבורי של age; מפתח כזה מתחיל ב-age1.</translation>
    </message>
    <message>
        <source>Copy it again, whole.</source>
        <translation>העתיקו אותו שוב, בשלמותו.</translation>
    </message>
    <message>
        <source>This practice is not empty</source>
        <translation>מרפאה זו אינה ריקה</translation>
    </message>
    <message>
        <source>A whole practice is imported into one that has no clients and no texts yet.</source>
        <translation>מרפאה שלמה מיובאת למרפאה שאין בה עדיין מטופלים וטקסטים.</translation>
    </message>
    <message>
        <source>Make a new practice in another data directory and import the archive there.</source>
        <translation>צרו מרפאה חדשה בתיקיית נתונים אחרת וייבאו אליה את הארכיון.</translation>
    </message>
    <message>
        <source>It is here already</source>
        <translation>זה כבר נמצא כאן</translation>
    </message>
    <message>
        <source>This practice has a chart, or a part of one, of the archive. Nothing was stored.</source>
        <translation>במרפאה זו יש כבר תיק, או חלק מתיק, מהארכיון. דבר לא נשמר.</translation>
    </message>
    <message>
        <source>A chart in the trash counts too; erase it, or import the archive into another practice.</source>
        <translation>גם תיק באשפה נחשב; מחקו אותו לצמיתות, או ייבאו את הארכיון למרפאה אחרת.</translation>
    </message>
    <message>
        <source>There is no room for the archive</source>
        <translation>אין מקום לארכיון</translation>
    </message>
    <message>
        <source>It will take about {needed_mib} MiB; {free_mib} MiB are free there.</source>
        <translation>הוא יתפוס בערך {needed_mib} MiB; פנויים שם {free_mib} MiB.</translation>
    </message>
    <message>
        <source>Free some space, or choose another disk.</source>
        <translation>פנו מקום, או בחרו דיסק אחר.</translation>
    </message>
    <message>
        <source>An archive is imported by itself</source>
        <translation>ארכיון מיובא לבדו</translation>
    </message>
    <message>
        <source>{file} is an archive; there are other files beside it.</source>
        <translation>{file} הוא ארכיון; יש לצדו קבצים אחרים.</translation>
    </message>
    <message>
        <source>Import one archive at a time, and files of charts separately.</source>
        <translation>ייבאו ארכיון אחד בכל פעם, וקובצי תיקים בנפרד.</translation>
    </message>
    <message>
        <source>{file}, line {line}</source>
        <translation>{file}, שורה {line}</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>מראה</translation>
    </message>
    <message>
        <source>Locking</source>
        <translation>נעילה</translation>
    </message>
    <message>
        <source>What may leave the program</source>
        <translation>מה רשאי לצאת מהתוכנה</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>העוזר</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>מודלים</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>שפה</translation>
    </message>
    <message>
        <source>The language of the window. Notes and questions can be in any language.</source>
        <translation>שפת החלון. רשומות ושאלות יכולות להיות בכל שפה.</translation>
    </message>
    <message>
        <source>The languages that the window offers. With one of them nobody can choose another.</source>
        <translation>השפות שהחלון מציע. אם יש רק אחת, אי אפשר לבחור אחרת.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>ערכת צבעים</translation>
    </message>
    <message>
        <source>Light, dark, or as the desktop is.</source>
        <translation>בהירה, כהה או לפי המערכת.</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>גודל הטקסט</translation>
    </message>
    <message>
        <source>Enlarges everything in the window.</source>
        <translation>מגדיל את כל מה שבחלון.</translation>
    </message>
    <message>
        <source>Lock without input after</source>
        <translation>נעילה ללא פעילות אחרי</translation>
    </message>
    <message>
        <source>Short is safer where others pass by. It also locks when the computer sleeps, when its lid is closed and when its screen is locked, as far as the system tells.</source>
        <translation>זמן קצר בטוח יותר במקום שאחרים עוברים בו. הנעילה נעשית גם כשהמחשב עובר לשינה, כשמכסהו נסגר וכשהמסך ננעל, ככל שהמערכת מודיעה על כך.</translation>
    </message>
    <message>
        <source>The longest time in minutes without input before the practice locks. A person may choose a shorter one.</source>
        <translation>הזמן הארוך ביותר, בדקות, ללא פעילות עד שהמרפאה ננעלת. אפשר לבחור זמן קצר יותר.</translation>
    </message>
    <message>
        <source>Empty the clipboard after</source>
        <translation>ניקוי לוח ההעתקה אחרי</translation>
    </message>
    <message>
        <source>Only what was copied here is removed. It also happens at every lock.</source>
        <translation>מוסר רק מה שהועתק מכאן. כך נעשה גם בכל נעילה.</translation>
    </message>
    <message>
        <source>The longest time in seconds that copied text stays in the clipboard. A person may choose a shorter one.</source>
        <translation>הזמן הארוך ביותר, בשניות, שבו טקסט שהועתק נשאר בלוח ההעתקה. אפשר לבחור זמן קצר יותר.</translation>
    </message>
    <message>
        <source>Copying to the clipboard</source>
        <translation>העתקה ללוח ההעתקה</translation>
    </message>
    <message>
        <source>Text of the practice can be pasted into other programs.</source>
        <translation>אפשר להדביק טקסט של המרפאה בתוכנות אחרות.</translation>
    </message>
    <message>
        <source>If false, whatever is copied or cut in the window is removed from the clipboard at once, text cannot be dragged, and answers cannot be copied.</source>
        <translation>אם false, כל מה שמועתק או נגזר בחלון מוסר מיד מלוח ההעתקה, אי אפשר לגרור טקסט, ואי אפשר להעתיק תשובות.</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>הדפסה</translation>
    </message>
    <message>
        <source>Sessions and letters can be printed.</source>
        <translation>אפשר להדפיס מפגשים ומכתבים.</translation>
    </message>
    <message>
        <source>If false, no session and no letter is printed. The recovery key can be.</source>
        <translation>אם false, אין מדפיסים מפגשים ומכתבים. את מפתח השחזור אפשר להדפיס.</translation>
    </message>
    <message>
        <source>Export to files</source>
        <translation>ייצוא לקבצים</translation>
    </message>
    <message>
        <source>Charts, letters, appointments and attachments can be written to files.</source>
        <translation>אפשר לכתוב לקבצים תיקים, מכתבים, תורים וקבצים מצורפים.</translation>
    </message>
    <message>
        <source>If false, no chart, letter, appointment or attachment is written to a file outside of the practice. Encrypted backups are still made, and the audit log can be exported.</source>
        <translation>אם false, שום תיק, מכתב, תור או קובץ מצורף אינו נכתב לקובץ מחוץ למרפאה. גיבויים מוצפנים עדיין נעשים, ואפשר לייצא את יומן הביקורת.</translation>
    </message>
    <message>
        <source>Answers questions from the charts. Charts and search work without it.</source>
        <translation>עונה על שאלות מתוך התיקים. התיקים והחיפוש פועלים גם בלעדיו.</translation>
    </message>
    <message>
        <source>If false, nobody asks questions. Charts and search stay.</source>
        <translation>אם false, איש אינו שואל שאלות. התיקים והחיפוש נשארים.</translation>
    </message>
    <message>
        <source>Questions an hour</source>
        <translation>שאלות בשעה</translation>
    </message>
    <message>
        <source>How many questions may be asked in any hour, for the whole practice.</source>
        <translation>כמה שאלות מותר לשאול בכל שעה, בכל המרפאה יחד.</translation>
    </message>
    <message>
        <source>Models that may be used</source>
        <translation>מודלים מותרים לשימוש</translation>
    </message>
    <message>
        <source>SHA-256 of the weights that may be added and used. The starter models always may be.</source>
        <translation>סיכומי SHA-256 של המשקולות שמותר להוסיף ולהשתמש בהן. מודלי ההתחלה מותרים תמיד.</translation>
    </message>
    <message>
        <source>Who may sign model bundles</source>
        <translation>מי רשאי לחתום על חבילות מודלים</translation>
    </message>
    <message>
        <source>Bundles of models are taken if one of these keys signed them, and no other ones.</source>
        <translation>חבילות מודלים מתקבלות אם אחד המפתחות האלה חתם עליהן, ושום חבילה אחרת.</translation>
    </message>
    <message>
        <source>Public keys of those who may sign bundles of models. Without any no bundle is installed; models can still be added one by one.</source>
        <translation>המפתחות הציבוריים של מי שרשאים לחתום על חבילות מודלים. בלעדיהם שום חבילה אינה מותקנת; עדיין אפשר להוסיף מודלים אחד אחד.</translation>
    </message>
    <message>
        <source>Wait for the model that finds</source>
        <translation>המתנה למודל האיתור</translation>
    </message>
    <message>
        <source>Seconds without an answer after which the engine is started anew.</source>
        <translation>מספר השניות ללא תשובה שאחריהן המנוע מופעל מחדש.</translation>
    </message>
    <message>
        <source>Wait for the first word of an answer</source>
        <translation>המתנה למילה הראשונה של תשובה</translation>
    </message>
    <message>
        <source>Seconds without a word of the language model after which the engine is started anew.</source>
        <translation>מספר השניות ללא מילה ממודל השפה שאחריהן המנוע מופעל מחדש.</translation>
    </message>
    <message>
        <source>Folders for backups</source>
        <translation>תיקיות לגיבויים</translation>
    </message>
    <message>
        <source>Backups go into these folders, and into folders below them, only.</source>
        <translation>גיבויים נשמרים רק בתיקיות אלה ובתיקיות שבתוכן.</translation>
    </message>
    <message>
        <source>Key of the organisation</source>
        <translation>מפתח הארגון</translation>
    </message>
    <message>
        <source>The age recipient who can open every practice on this computer, and its backups, as its owner.</source>
        <translation>נמען ה־age שיכול לפתוח כל מרפאה במחשב זה, ואת הגיבויים שלה, כבעלים שלה.</translation>
    </message>
    <message>
        <source>Unlocking with this computer&apos;s keyring</source>
        <translation>פתיחה בעזרת מאגר המפתחות של המחשב</translation>
    </message>
    <message>
        <source>Whoever is signed in to this computer can unlock without the passphrase, if they chose so.</source>
        <translation>מי שמחובר למחשב זה יכול לפתוח בלי ביטוי הסיסמה, אם בחר בכך.</translation>
    </message>
    <message>
        <source>If false, the keyring of the computer is neither used nor offered.</source>
        <translation>אם false, מאגר המפתחות של המחשב אינו בשימוש ואינו מוצע.</translation>
    </message>
    <message>
        <source>Strength of new passphrases</source>
        <translation>חוזק ביטויי סיסמה חדשים</translation>
    </message>
    <message>
        <source>A new passphrase must take ten to the power of so many guesses.</source>
        <translation>ניחוש של ביטוי סיסמה חדש חייב לדרוש עשר בחזקת מספר זה של ניסיונות.</translation>
    </message>
    <message>
        <source>Practice shared on this computer</source>
        <translation>מרפאה משותפת במחשב זה</translation>
    </message>
    <message>
        <source>Every account of this computer that may open it opens this practice, one at a time.</source>
        <translation>כל חשבון מורשה במחשב זה פותח מרפאה זו, אחד בכל פעם.</translation>
    </message>
    <message>
        <source>Where the practice is kept that several accounts of this computer share; anamnesis shared create makes it. Whoever starts Anamnesis opens this practice instead of one of their own. On Linux only.</source>
        <translation>היכן נשמרת המרפאה שכמה חשבונות במחשב זה חולקים; ‎anamnesis shared create‎ יוצר אותה. מי שמפעיל את Anamnesis פותח מרפאה זו במקום מרפאה משלו. רק ב־Linux.</translation>
    </message>
    <message>
        <source>Folder for updates</source>
        <translation>תיקייה לעדכונים</translation>
    </message>
    <message>
        <source>Signed releases are looked for here and on sticks; none is fetched from a network.</source>
        <translation>מהדורות חתומות נחפשות כאן ובהתקנים ניידים; שום מהדורה אינה מובאת מרשת.</translation>
    </message>
    <message>
        <source>Signed releases are looked for in this folder and right below it, and on sticks in any case. None is fetched from a network, and only an administrator installs one.</source>
        <translation>מהדורות חתומות נחפשות בתיקייה זו וישירות מתחתיה, ובכל מקרה בהתקנים ניידים. שום מהדורה אינה מובאת מרשת, ורק מנהל המחשב מתקין אותה.</translation>
    </message>
    <message>
        <source>There is a file of that name</source>
        <translation>יש כבר קובץ בשם זה</translation>
    </message>
    <message>
        <source>{file} is not replaced: it may be a report that was filed.</source>
        <translation>הקובץ {file} לא יוחלף: ייתכן שזה דוח שתויק.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>בחרו שם אחר.</translation>
    </message>
    <message>
        <source>This is not an egress report</source>
        <translation>זה אינו דוח יציאת נתונים</translation>
    </message>
    <message>
        <source>{file} is another kind of file, or a part of it is gone.</source>
        <translation>הקובץ {file} הוא קובץ מסוג אחר, או שחלק ממנו חסר.</translation>
    </message>
    <message>
        <source>Choose a file that “anamnesis egress-report” wrote.</source>
        <translation>בחרו קובץ שנכתב על ידי ״anamnesis egress-report״.</translation>
    </message>
    <message>
        <source>The egress report was changed</source>
        <translation>דוח יציאת הנתונים שונה</translation>
    </message>
    <message>
        <source>{file} is not what was signed.</source>
        <translation>הקובץ {file} אינו מה שנחתם.</translation>
    </message>
    <message>
        <source>Ask for the report again, or have a new one made.</source>
        <translation>בקשו את הדוח שוב, או בקשו להכין חדש.</translation>
    </message>
    <message>
        <source>The egress report is signed by another computer</source>
        <translation>דוח יציאת הנתונים נחתם במחשב אחר</translation>
    </message>
    <message>
        <source>{file} is signed with the key {found}, not with the one that was expected.</source>
        <translation>הקובץ {file} נחתם במפתח {found}, ולא במפתח הצפוי.</translation>
    </message>
    <message>
        <source>Compare the fingerprint with the computer that the report was asked of.</source>
        <translation>השוו את טביעת האצבע של המפתח לזו של המחשב שממנו התבקש הדוח.</translation>
    </message>
    <message>
        <source>The key of this computer cannot be read</source>
        <translation>אי אפשר לקרוא את המפתח של מחשב זה</translation>
    </message>
    <message>
        <source>{file} is damaged or open to others.</source>
        <translation>הקובץ {file} פגום או פתוח לאחרים.</translation>
    </message>
    <message>
        <source>Remove the file; the next report makes a new key with a new fingerprint.</source>
        <translation>הסירו את הקובץ; הדוח הבא ייצור מפתח חדש עם טביעת אצבע חדשה.</translation>
    </message>
    <message>
        <source>The journey ended before its first step</source>
        <translation>המסלול הסתיים לפני הצעד הראשון</translation>
    </message>
    <message>
        <source>The program that was observed said nothing ({reason}), so there is nothing to report.</source>
        <translation>התוכנה שנצפתה לא אמרה דבר ({reason}), ולכן אין על מה לדווח.</translation>
    </message>
    <message>
        <source>Run “anamnesis doctor” and try again.</source>
        <translation>הפעילו ״anamnesis doctor״ ונסו שוב.</translation>
    </message>
    <message>
        <source>Reports of what leaves the computer are made on Linux</source>
        <translation>דוחות על מה שיוצא מן המחשב מוכנים ב־Linux</translation>
    </message>
    <message>
        <source>This system has none of the ways in which the program is observed.</source>
        <translation>במערכת זו אין אף אחת מן הדרכים שבהן התוכנה נצפית.</translation>
    </message>
    <message>
        <source>Make the report on a computer with Linux.</source>
        <translation>הכינו את הדוח במחשב עם Linux.</translation>
    </message>
    <message>
        <source>Get the release again from where it comes from, whole, and try again.</source>
        <translation>השיגו את המהדורה שוב ממקורה, בשלמותה, ונסו שוב.</translation>
    </message>
    <message>
        <source>The update is not taken</source>
        <translation>העדכון לא התקבל</translation>
    </message>
    <message>
        <source>There is no update here</source>
        <translation>אין כאן עדכון</translation>
    </message>
    <message>
        <source>No folder with a list of checksums (SHA256SUMS) was found.</source>
        <translation>לא נמצאה תיקייה עם רשימת סכומי ביקורת (SHA256SUMS).</translation>
    </message>
    <message>
        <source>Connect the stick, or name the folder of the release with --from.</source>
        <translation>חברו את ההתקן הנייד, או ציינו את תיקיית המהדורה באמצעות ‎--from.</translation>
    </message>
    <message>
        <source>{file} is missing in {folder}: it is no release, or not a whole one.</source>
        <translation>הקובץ {file} חסר ב־{folder}: זו אינה מהדורה, או שאינה שלמה.</translation>
    </message>
    <message>
        <source>The update cannot be read</source>
        <translation>אי אפשר לקרוא את העדכון</translation>
    </message>
    <message>
        <source>{file} is not signed with a key that this computer trusts, or it was changed since.</source>
        <translation>הקובץ {file} אינו חתום במפתח שמחשב זה סומך עליו, או ששונה מאז.</translation>
    </message>
    <message>
        <source>Get the release again from where it comes from. Install nothing of this one.</source>
        <translation>השיגו את המהדורה שוב ממקורה. אל תתקינו דבר ממהדורה זו.</translation>
    </message>
    <message>
        <source>{file} is not a list of the files of one release.</source>
        <translation>הקובץ {file} אינו רשימת הקבצים של מהדורה אחת.</translation>
    </message>
    <message>
        <source>{file} belongs to the release and is not there.</source>
        <translation>הקובץ {file} שייך למהדורה ואינו נמצא.</translation>
    </message>
    <message>
        <source>{file} is not the file that was signed.</source>
        <translation>הקובץ {file} אינו הקובץ שנחתם.</translation>
    </message>
    <message>
        <source>{file} is another program or another version than its name says.</source>
        <translation>הקובץ {file} הוא תוכנה אחרת או גרסה אחרת ממה ששמו אומר.</translation>
    </message>
    <message>
        <source>This version is installed already</source>
        <translation>גרסה זו כבר מותקנת</translation>
    </message>
    <message>
        <source>The release in {folder} is version {version}, as the program is.</source>
        <translation>המהדורה ב־{folder} היא גרסה {version}, כמו התוכנה.</translation>
    </message>
    <message>
        <source>There is nothing to do.</source>
        <translation>אין מה לעשות.</translation>
    </message>
    <message>
        <source>The release in {folder} is version {version}, and {installed} is installed.</source>
        <translation>המהדורה ב־{folder} היא גרסה {version}, ומותקנת גרסה {installed}.</translation>
    </message>
    <message>
        <source>An older version cannot read newer data. Look for a newer release.</source>
        <translation>גרסה ישנה אינה יכולה לקרוא נתונים חדשים יותר. חפשו מהדורה חדשה יותר.</translation>
    </message>
    <message>
        <source>Version {version} in {folder} is for computers of another kind ({architecture}).</source>
        <translation>גרסה {version} ב־{folder} מיועדת למחשבים מסוג אחר ({architecture}).</translation>
    </message>
    <message>
        <source>Get the release for this kind of computer.</source>
        <translation>השיגו את המהדורה לסוג מחשב זה.</translation>
    </message>
    <message>
        <source>There is no key to check updates with</source>
        <translation>אין מפתח לבדיקת עדכונים</translation>
    </message>
    <message>
        <source>This installation was made without a release key, and {file} is not there.</source>
        <translation>התקנה זו נבנתה בלי מפתח מהדורות, ו־{file} אינו נמצא.</translation>
    </message>
    <message>
        <source>An administrator puts the key of whoever publishes your releases there.</source>
        <translation>מנהל המחשב מניח שם את המפתח של מי שמפרסם את המהדורות שלכם.</translation>
    </message>
    <message>
        <source>The key for updates could be replaced by others</source>
        <translation>אחרים יכולים להחליף את המפתח לעדכונים</translation>
    </message>
    <message>
        <source>{file} can be written by somebody else than an administrator, so it is not trusted.</source>
        <translation>מי שאינו מנהל המחשב יכול לכתוב אל {file}, ולכן אין סומכים עליו.</translation>
    </message>
    <message>
        <source>Let the file and its folders belong to root, writable by nobody else.</source>
        <translation>קבעו שהקובץ ותיקיותיו שייכים ל־root, ושאיש מלבדו אינו יכול לכתוב אליהם.</translation>
    </message>
    <message>
        <source>A program that updates need is missing</source>
        <translation>חסרה תוכנה שהעדכונים זקוקים לה</translation>
    </message>
    <message>
        <source>This system has no {tool}.</source>
        <translation>במערכת זו אין {tool}.</translation>
    </message>
    <message>
        <source>Install it with the package manager. Updates work on Debian and what is made of it.</source>
        <translation>התקינו אותה באמצעות מנהל החבילות. עדכונים פועלים ב־Debian ובמערכות שנבנו ממנה.</translation>
    </message>
    <message>
        <source>The system did not do its part of the update</source>
        <translation>המערכת לא עשתה את חלקה בעדכון</translation>
    </message>
    <message>
        <source>{tool}: {reason}.</source>
        <translation>מתוך {tool}: ‏{reason}.</translation>
    </message>
    <message>
        <source>Try again. If it stays so, ask whoever looks after your computers.</source>
        <translation>נסו שוב. אם זה נמשך, שאלו את מי שמטפל במחשבים שלכם.</translation>
    </message>
    <message>
        <source>This installation is not updated by packages</source>
        <translation>התקנה זו אינה מתעדכנת באמצעות חבילות</translation>
    </message>
    <message>
        <source>It was not installed by the package manager of this system.</source>
        <translation>היא לא הותקנה על ידי מנהל החבילות של מערכת זו.</translation>
    </message>
    <message>
        <source>Install the package of the release, or update it the way it was installed.</source>
        <translation>התקינו את החבילה של המהדורה, או עדכנו כפי שהותקנה.</translation>
    </message>
    <message>
        <source>An administrator has to install the update</source>
        <translation>מנהל המחשב צריך להתקין את העדכון</translation>
    </message>
    <message>
        <source>Nobody could be asked from here. Nothing was changed.</source>
        <translation>לא היה את מי לשאול מכאן. דבר לא השתנה.</translation>
    </message>
    <message>
        <source>In a terminal: {command}</source>
        <translation>במסוף: {command}</translation>
    </message>
    <message>
        <source>The update was not installed</source>
        <translation>העדכון לא הותקן</translation>
    </message>
    <message>
        <source>No administrator allowed it. Nothing was changed.</source>
        <translation>שום מנהל לא אישר זאת. דבר לא השתנה.</translation>
    </message>
    <message>
        <source>Try again as an administrator, or in a terminal: {command}</source>
        <translation>נסו שוב כמנהל, או במסוף: {command}</translation>
    </message>
    <message>
        <source>The package manager did not install the update</source>
        <translation>מנהל החבילות לא התקין את העדכון</translation>
    </message>
    <message>
        <source>It says: {reason}</source>
        <translation>הוא אומר: {reason}</translation>
    </message>
    <message>
        <source>The version of before goes on working. Ask whoever looks after your computers.</source>
        <translation>הגרסה הקודמת ממשיכה לעבוד. שאלו את מי שמטפל במחשבים שלכם.</translation>
    </message>
    <message>
        <source>&amp;PDF, to be read or printed</source>
        <translation>&amp;PDF, לקריאה או להדפסה</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Writing page</source>
        <translation>כותבים עמוד</translation>
    </message>
    <message>
        <source>&amp;JSON Lines, for another program; this one can import it again</source>
        <translation>&amp;JSON Lines, לתוכנה אחרת; תוכנה זו יכולה לייבא אותו בחזרה</translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl)</source>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>Writing session</source>
        <translation>כותבים מפגש</translation>
    </message>
    <message>
        <source>&amp;Archive of everything, encrypted; it can be imported again</source>
        <translation>ארכיון של הכול, מוצפן; אפשר לייבא אותו שוב</translation>
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
    <name>Absence</name>
    <message>
        <source>No {subject} value is recorded.</source>
        <translation>לא רשום ערך של {subject}.</translation>
    </message>
    <message>
        <source>No dose of {subject} is recorded.</source>
        <translation>לא רשום מינון של {subject}.</translation>
    </message>
    <message>
        <source>No value is recorded.</source>
        <translation>לא רשום ערך.</translation>
    </message>
    <message>
        <source>No dose is recorded.</source>
        <translation>לא רשום מינון.</translation>
    </message>
    <message>
        <source>No size is recorded.</source>
        <translation>לא רשום גודל.</translation>
    </message>
    <message>
        <source>No number is recorded.</source>
        <translation>לא רשום מספר.</translation>
    </message>
    <message>
        <source>No age is recorded.</source>
        <translation>לא רשום גיל.</translation>
    </message>
    <message>
        <source>No duration is recorded.</source>
        <translation>לא רשום משך.</translation>
    </message>
    <message>
        <source>No frequency is recorded.</source>
        <translation>לא רשומה תדירות.</translation>
    </message>
    <message>
        <source>No name is recorded.</source>
        <translation>לא רשום שם.</translation>
    </message>
    <message>
        <source>No place is recorded.</source>
        <translation>לא רשום מקום.</translation>
    </message>
    <message>
        <source>No date is recorded.</source>
        <translation>לא רשום תאריך.</translation>
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
        <source>Now let the person sit down here: they type their own passphrase, and only they know it.</source>
        <translation>כעת תנו לאדם לשבת כאן: ביטוי הסיסמה יוקלד על ידו, ורק הוא יודע אותו.</translation>
    </message>
    <message>
        <source>Adding the person</source>
        <translation>מוסיפים את האדם</translation>
    </message>
</context>
<context>
    <name>AddendaView</name>
    <message>
        <source>{name}, as the imported file says</source>
        <translation>{name}, לפי הקובץ שיובא</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>יובאה מקובץ</translation>
    </message>
</context>
<context>
    <name>AddendumCard</name>
    <message>
        <source>Addendum</source>
        <translation>תוספת</translation>
    </message>
    <message>
        <source>Reason: {reason}</source>
        <translation>סיבה: {reason}</translation>
    </message>
</context>
<context>
    <name>AddendumDialog</name>
    <message>
        <source>Addendum</source>
        <translation>תוספת</translation>
    </message>
    <message>
        <source>To the session of {day} of {name}. What was signed stays as it is.</source>
        <translation>למפגש מיום {day} של {name}. מה שנחתם נשאר כפי שהוא.</translation>
    </message>
    <message>
        <source>Write what is added first</source>
        <translation>כתבו תחילה מה מתווסף</translation>
    </message>
    <message>
        <source>The text is too long</source>
        <translation>הטקסט ארוך מדי</translation>
    </message>
    <message>
        <source>Write the reason first</source>
        <translation>כתבו תחילה את הסיבה</translation>
    </message>
    <message>
        <source>Add and sign</source>
        <translation>הוספה וחתימה</translation>
    </message>
    <message>
        <source>What is added</source>
        <translation>מה מתווסף</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>סיבה</translation>
    </message>
    <message>
        <source>For example: laboratory result came in</source>
        <translation>לדוגמה: התקבלה תוצאת מעבדה</translation>
    </message>
    <message>
        <source>&amp;What is added</source>
        <translation>&amp;מה מתווסף</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>&amp;סיבה</translation>
    </message>
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
    <message>
        <source>Storing…</source>
        <translation>נשמר…</translation>
    </message>
</context>
<context>
    <name>Adding</name>
    <message>
        <source>Adding {name} to the chart of {client}</source>
        <translation>מוסיפים את {name} לתיק של {client}</translation>
    </message>
    <message>
        <source>Adding {name} to the chart of {client}, file {number} of {count}</source>
        <translation>מוסיפים את {name} לתיק של {client}, קובץ {number} מתוך {count}</translation>
    </message>
</context>
<context>
    <name>AlertButton</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ועוד אחד</numerusform>
            <numerusform>ועוד %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AnswerNotice</name>
    <message>
        <source>The model found no answer in these passages.</source>
        <translation>המודל לא מצא תשובה בקטעים אלה.</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>לא נמצא דבר.</translation>
    </message>
    <message>
        <source>You stopped it early; what is shown was checked.</source>
        <translation>עצרתם לפני הסוף; מה שמוצג נבדק.</translation>
    </message>
    <message>
        <source>Looked up in the record and not kept: ask again for what it says now.</source>
        <translation>נמצא ברשומה ולא נשמר: אפשר לשאול שוב כדי לראות מה רשום כעת.</translation>
    </message>
    <message>
        <source>The language model failed before it finished; what is shown was checked.</source>
        <translation>מודל השפה נכשל לפני שסיים; מה שמוצג נבדק.</translation>
    </message>
    <message>
        <source>The language model did not finish; what is shown was checked.</source>
        <translation>מודל השפה לא סיים; מה שמוצג נבדק.</translation>
    </message>
    <message>
        <source>No language model is available.</source>
        <translation>אין מודל שפה זמין.</translation>
    </message>
    <message>
        <source>This reads like an instruction to the assistant, so no model was used.</source>
        <translation>הדברים נקראים כהוראה לעוזר, ולכן לא נעשה שימוש במודל.</translation>
    </message>
    <message>
        <source>The language model failed several times; it is tried again within a minute.</source>
        <translation>מודל השפה נכשל כמה פעמים; יתבצע ניסיון נוסף בתוך דקה.</translation>
    </message>
    <message>
        <source>The language model failed while writing; what it had written is not shown.</source>
        <translation>מודל השפה נכשל בזמן הכתיבה; מה שכתב אינו מוצג.</translation>
    </message>
    <message>
        <source>You stopped it; what the model had written is not shown.</source>
        <translation>עצרתם; מה שהמודל כתב אינו מוצג.</translation>
    </message>
    <message>
        <source>Nothing the model wrote was supported by the notes, so they are quoted instead.</source>
        <translation>דבר ממה שכתב המודל לא נתמך ברישומים, ולכן הם מצוטטים במקומו.</translation>
    </message>
    <message>
        <source>The question is too long for the model to read notes with it.</source>
        <translation>השאלה ארוכה מכדי שהמודל יוכל לקרוא רישומים לצדה.</translation>
    </message>
    <message>
        <source>No note has any word of the question; searching by meaning was not possible.</source>
        <translation>אין רישום עם מילה ממילות השאלה; לא ניתן היה לחפש לפי משמעות.</translation>
    </message>
    <message>
        <source>No note is about this.</source>
        <translation>אין רישום בנושא זה.</translation>
    </message>
    <message>
        <source>It quoted a note, file or chart that has since been retracted, deleted or merged.</source>
        <translation>היא ציטטה רישום, קובץ או תיק שמאז בוטל תוקפו, נמחק או מוזג.</translation>
    </message>
    <message>
        <source>It was damaged or changed outside Anamnesis. The other answers are there. Restore a backup that holds it.</source>
        <translation>היא נפגמה או שונתה מחוץ ל־Anamnesis. שאר התשובות קיימות. שחזרו גיבוי שבו היא נמצאת.</translation>
    </message>
    <message>
        <source>No note says this.</source>
        <translation>הדבר אינו כתוב באף רישום.</translation>
    </message>
    <message>
        <source>It is not mentioned in the notes.</source>
        <translation>אין לכך אזכור ברישומים.</translation>
    </message>
    <message>
        <source>None of the notes found answers this.</source>
        <translation>אף אחד מהרישומים שנמצאו אינו עונה על כך.</translation>
    </message>
    <message>
        <source>No result is recorded yet.</source>
        <translation>עדיין לא רשומה תוצאה.</translation>
    </message>
    <message>
        <source>The notes found are about another time than the one you ask about.</source>
        <translation>הרשומות שנמצאו עוסקות בזמן אחר מזה שעליו נשאלה השאלה.</translation>
    </message>
    <message>
        <source>These are the closest words in the notes; they may not answer the question.</source>
        <translation>אלה המילים הקרובות ביותר ברישומים; ייתכן שאינן עונות על השאלה.</translation>
    </message>
    <message>
        <source>This answer was made without the second check of its sentences, as the computer was busy. Read its sources closely, or ask again later.</source>
        <translation>תשובה זו ניתנה בלי הבדיקה השנייה של המשפטים שלה, כי המחשב היה עמוס. קראו היטב את המקורות, או שאלו שוב מאוחר יותר.</translation>
    </message>
    <message>
        <source>Given before to the same question; the record has not changed since.</source>
        <translation>ניתנה קודם על אותה שאלה; הרשומה לא השתנתה מאז.</translation>
    </message>
    <message>
        <source>Same answer as {time} earlier; nothing had changed since.</source>
        <translation>זהה לתשובה שניתנה {time} קודם לכן; דבר לא השתנה מאז.</translation>
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
        <source>The charts were changed since</source>
        <translation>התיקים השתנו מאז</translation>
    </message>
    <message>
        <source>The chart was changed since</source>
        <translation>התיק השתנה מאז</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>הועתק</translation>
    </message>
    <message numerus="yes">
        <source>Copies the answer; the clipboard is cleared after %n second(s)</source>
        <translation>
            <numerusform>מעתיק את התשובה; לוח ההעתקה מתנקה לאחר שנייה אחת</numerusform>
            <numerusform>מעתיק את התשובה; לוח ההעתקה מתנקה לאחר שתי שניות</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>לשאול שוב</translation>
    </message>
    <message>
        <source>Not in the record</source>
        <translation>אינו ברשומה</translation>
    </message>
    <message>
        <source>No longer valid</source>
        <translation>אינה תקפה עוד</translation>
    </message>
    <message>
        <source>No note clearly answers this</source>
        <translation>אין רישום שעונה על כך בבירור</translation>
    </message>
    <message>
        <source>Quoted from the notes</source>
        <translation>ציטוט מהרישומים</translation>
    </message>
    <message>
        <source>From the record</source>
        <translation>מתוך הרשומה</translation>
    </message>
    <message>
        <source>This answer cannot be read</source>
        <translation>לא ניתן לקרוא תשובה זו</translation>
    </message>
    <message>
        <source>Perhaps not in the record</source>
        <translation>ייתכן שאינו ברשומה</translation>
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
        <source>Not in what was searched</source>
        <translation>אינו במה שנסרק</translation>
    </message>
    <message>
        <source>Not mentioned: {words}</source>
        <translation>לא מוזכר: {words}</translation>
    </message>
    <message>
        <source>Asks the question again; this answer stays</source>
        <translation>עונה על השאלה מחדש; תשובה זו נשארת</translation>
    </message>
</context>
<context>
    <name>AppointmentDelegate</name>
    <message>
        <source>Today, {day}</source>
        <translation>היום, {day}</translation>
    </message>
    <message numerus="yes">
        <source>%n appointment(s)</source>
        <translation>
            <numerusform>תור אחד</numerusform>
            <numerusform>%n תורים</numerusform>
        </translation>
    </message>
    <message>
        <source>Free</source>
        <translation>פנוי</translation>
    </message>
</context>
<context>
    <name>AppointmentList</name>
    <message>
        <source>Appointments</source>
        <translation>תורים</translation>
    </message>
</context>
<context>
    <name>AppointmentRow</name>
    <message>
        <source>Brief ready</source>
        <translation>תקציר מוכן</translation>
    </message>
</context>
<context>
    <name>AppointmentStatus</name>
    <message>
        <source>Scheduled</source>
        <translation>נקבע</translation>
    </message>
    <message>
        <source>Attended</source>
        <translation>התקיים</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>בוטל</translation>
    </message>
    <message>
        <source>No-show</source>
        <translation>אי־הגעה</translation>
    </message>
</context>
<context>
    <name>ArchiveFile</name>
    <message>
        <source>Archive, not encrypted (*.tar)</source>
        <translation>ארכיון, לא מוצפן (‎*.tar)</translation>
    </message>
    <message>
        <source>Archive (*.tar.age)</source>
        <translation>ארכיון (‎*.tar.age)</translation>
    </message>
    <message>
        <source>Exported to {file}</source>
        <translation>יוצא אל {file}</translation>
    </message>
</context>
<context>
    <name>ArchiveImportDialog</name>
    <message>
        <source>Import an archive</source>
        <translation>ייבוא ארכיון</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגירה</translation>
    </message>
    <message>
        <source>Archive: {file}</source>
        <translation>ארכיון: {file}</translation>
    </message>
    <message>
        <source>Passphrase of the archive</source>
        <translation>ביטוי הסיסמה של הארכיון</translation>
    </message>
    <message>
        <source>&amp;Passphrase of the archive</source>
        <translation>ביטוי הסיסמה של הארכיון</translation>
    </message>
    <message>
        <source>Choose the &amp;key file…</source>
        <translation>בחירת קובץ המפתח…</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>ייבוא</translation>
    </message>
    <message>
        <source>&amp;Read the archive</source>
        <translation>קריאת הארכיון</translation>
    </message>
    <message>
        <source>Reading the key</source>
        <translation>קריאת המפתח</translation>
    </message>
    <message>
        <source>Reading, per cent</source>
        <translation>קריאה, אחוזים</translation>
    </message>
    <message>
        <source>Importing, per cent</source>
        <translation>ייבוא, אחוזים</translation>
    </message>
    <message>
        <source>A whole practice</source>
        <translation>מרפאה שלמה</translation>
    </message>
    <message>
        <source>One client&apos;s chart</source>
        <translation>תיק של מטופל אחד</translation>
    </message>
    <message>
        <source>{what} from {practice}, exported on {day}. The archive is whole.</source>
        <translation>{what} מתוך {practice}, יוצא ב-{day}. הארכיון שלם.</translation>
    </message>
    <message>
        <source>Signatures of its notes stay as they were given and are shown as another practice&apos;s; its audit log is kept beside this one.</source>
        <translation>חתימות הרישומים נשמרות כפי שנמסרו ומוצגות כחתימות של מרפאה אחרת; יומן הביקורת שלה נשמר לצד זה.</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>יובא</translation>
    </message>
    <message>
        <source>It can be undone under “Earlier imports”.</source>
        <translation>אפשר לבטל זאת תחת „ייבואים קודמים”.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>נעצר</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>דבר לא השתנה.</translation>
    </message>
    <message>
        <source>Choose the key file</source>
        <translation>בחירת קובץ המפתח</translation>
    </message>
</context>
<context>
    <name>ArchiveWords</name>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>מטופל אחד</numerusform>
            <numerusform>%n מטופלים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s)</source>
        <translation>
            <numerusform>מפגש אחד</numerusform>
            <numerusform>%n מפגשים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attachment(s)</source>
        <translation>
            <numerusform>קובץ מצורף אחד</numerusform>
            <numerusform>%n קבצים מצורפים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n appointment(s), letter(s) and the like</source>
        <translation>
            <numerusform>תור, מכתב או רשומה דומה</numerusform>
            <numerusform>%n תורים, מכתבים ורשומות דומות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s)</source>
        <translation>
            <numerusform>שיחה אחת</numerusform>
            <numerusform>%n שיחות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) of the practice</source>
        <translation>
            <numerusform>טקסט אחד של המרפאה</numerusform>
            <numerusform>%n טקסטים של המרפאה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n log entry(s)</source>
        <translation>
            <numerusform>רשומת יומן אחת</numerusform>
            <numerusform>%n רשומות יומן</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chart(s) left out:</source>
        <translation>
            <numerusform>תיק אחד הושמט:</numerusform>
            <numerusform>%n תיקים הושמטו:</numerusform>
        </translation>
    </message>
    <message>
        <source>Only its passphrase opens it; there is no other way if that is lost.</source>
        <translation>רק ביטוי הסיסמה שלו פותח אותו; אין דרך אחרת אם הוא אבד.</translation>
    </message>
    <message>
        <source>Only its recipients can open it.</source>
        <translation>רק הנמענים שלו יכולים לפתוח אותו.</translation>
    </message>
    <message>
        <source>The file is not protected. Delete it when it is no longer needed.</source>
        <translation>הקובץ אינו מוגן. מחקו אותו כשאין בו עוד צורך.</translation>
    </message>
</context>
<context>
    <name>AskPanel</name>
    <message>
        <source>Your saved question was not restored</source>
        <translation>השאלה שנשמרה לא הוחזרה</translation>
    </message>
    <message>
        <source>You have typed another one already. It is offered again at the next unlock.</source>
        <translation>כבר הקלדתם שאלה אחרת. היא תוצע שוב בפתיחת הנעילה הבאה.</translation>
    </message>
    <message>
        <source>Ask the last question a&amp;gain</source>
        <translation>לשאול שוב את השאלה האחרונה</translation>
    </message>
    <message>
        <source>&amp;Ask a question</source>
        <translation>שאלה</translation>
    </message>
    <message>
        <source>Ask the &amp;whole practice</source>
        <translation>שאלה על כל המרפאה</translation>
    </message>
    <message>
        <source>New &amp;conversation</source>
        <translation>שיחה חדשה</translation>
    </message>
    <message>
        <source>&amp;Earlier conversations</source>
        <translation>שיחות קודמות</translation>
    </message>
    <message>
        <source>Answer with &amp;quotes only, or in sentences</source>
        <translation>תשובה בציטוטים בלבד או במשפטים</translation>
    </message>
    <message>
        <source>&amp;Stop the answer</source>
        <translation>עצירת התשובה</translation>
    </message>
    <message>
        <source>Answers are quotes only</source>
        <translation>התשובות הן ציטוטים בלבד</translation>
    </message>
    <message>
        <source>Answers may be sentences</source>
        <translation>התשובות יכולות להיות משפטים</translation>
    </message>
    <message>
        <source>the whole practice</source>
        <translation>כל המרפאה</translation>
    </message>
    <message>
        <source>The answer quotes the notes it comes from; click a quote to see it in its note.</source>
        <translation>התשובה מצטטת את הרישומים שמהם היא באה; לחצו על ציטוט כדי לראות אותו במקומו.</translation>
    </message>
    <message>
        <source>Choose a client, or ask the whole practice.</source>
        <translation>בחרו מטופל, או שאלו על כל המרפאה.</translation>
    </message>
</context>
<context>
    <name>AssistantSwitch</name>
    <message>
        <source>Switch the a&amp;ssistant on or off</source>
        <translation>הפעלה או כיבוי של ה&amp;עוזר</translation>
    </message>
</context>
<context>
    <name>AttachmentRow</name>
    <message>
        <source>Attachments</source>
        <translation>קבצים מצורפים</translation>
    </message>
</context>
<context>
    <name>AttachmentStrip</name>
    <message>
        <source>Drop a PDF, picture or text here</source>
        <translation>גררו לכאן PDF, תמונה או טקסט</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>קבצים מצורפים</translation>
    </message>
    <message>
        <source>Files of another chart are still being added</source>
        <translation>עדיין נוספים קבצים לתיק אחר</translation>
    </message>
    <message>
        <source>Nothing was added here.</source>
        <translation>דבר לא נוסף כאן.</translation>
    </message>
    <message>
        <source>Wait for them, or stop them, then try again.</source>
        <translation>המתינו להם או עצרו אותם, ונסו שוב.</translation>
    </message>
    <message>
        <source>Add to the chart</source>
        <translation>הוספה לתיק</translation>
    </message>
    <message>
        <source>PDF, pictures and text</source>
        <translation>‏PDF, תמונות וטקסט</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>כל הקבצים</translation>
    </message>
    <message>
        <source>Let go to add to the chart</source>
        <translation>שחררו כדי להוסיף לתיק</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;פתיחה</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>&amp;שחזור</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;מחיקה</translation>
    </message>
    <message>
        <source>Deleted {name}</source>
        <translation>נמחק: {name}</translation>
    </message>
    <message>
        <source>It is no longer in the chart or the search. It can be restored.</source>
        <translation>הוא אינו עוד בתיק ובחיפוש. ניתן לשחזר אותו.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>ביטול הפעולה</translation>
    </message>
</context>
<context>
    <name>AttachmentViewer</name>
    <message>
        <source>Attachment</source>
        <translation>קובץ מצורף</translation>
    </message>
    <message>
        <source>Words of the attachment</source>
        <translation>מילות הקובץ המצורף</translation>
    </message>
    <message>
        <source>{name} – {client}</source>
        <translation>{name} – {client}</translation>
    </message>
    <message>
        <source>Save an unprotected copy?</source>
        <translation>לשמור עותק לא מוגן?</translation>
    </message>
    <message>
        <source>Whoever can read the folder can read the copy: it has no password and stays when the client is erased here. Saving it is recorded in the audit log.</source>
        <translation>מי שיכול לקרוא את התיקייה יכול לקרוא את העותק: אין לו סיסמה, והוא נשאר גם כשהמטופל נמחק כאן לצמיתות. השמירה נרשמת ביומן הביקורת.</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>שמירת עותק…</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>שמירת עותק</translation>
    </message>
    <message>
        <source>Saved as {file}</source>
        <translation>נשמר בשם {file}</translation>
    </message>
    <message>
        <source>Nothing protects this copy; delete it when it is no longer needed.</source>
        <translation>דבר אינו מגן על העותק; מחקו אותו כשאין בו עוד צורך.</translation>
    </message>
</context>
<context>
    <name>AttachmentWords</name>
    <message>
        <source>Text</source>
        <translation>טקסט</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>נמחק</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>עמוד אחד</numerusform>
            <numerusform>%n עמודים</numerusform>
        </translation>
    </message>
    <message>
        <source>Not read yet: its words cannot be found.</source>
        <translation>טרם נקרא: לא ניתן למצוא את המילים שבו.</translation>
    </message>
    <message>
        <source>A scan or picture: its words cannot be found.</source>
        <translation>סריקה או תמונה: לא ניתן למצוא את המילים שבה.</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) are pictures: their words cannot be found.</source>
        <translation>
            <numerusform>עמוד אחד הוא תמונה: לא ניתן למצוא את המילים שבו.</numerusform>
            <numerusform>%n עמודים הם תמונות: לא ניתן למצוא את המילים שבהם.</numerusform>
        </translation>
    </message>
    <message>
        <source>Very long: only the words of its first part can be found.</source>
        <translation>ארוך מאוד: ניתן למצוא רק את המילים שבחלקו הראשון.</translation>
    </message>
    <message>
        <source>added {day}</source>
        <translation>נוסף {day}</translation>
    </message>
    <message>
        <source>read as {encoding} (a guess)</source>
        <translation>נקרא כ־{encoding} (השערה)</translation>
    </message>
    <message>
        <source>Kept unchanged, with the PDF&apos;s own details (author, program, times).</source>
        <translation>נשמר ללא שינוי, עם פרטי ה־PDF עצמו (מחבר, תוכנה, זמנים).</translation>
    </message>
    <message>
        <source>Kept unchanged.</source>
        <translation>נשמר ללא שינוי.</translation>
    </message>
    <message>
        <source>Kept without metadata: place, camera, comments and previews were removed.</source>
        <translation>נשמר ללא מטא־נתונים: מיקום, מצלמה, הערות ותמונות מוקטנות הוסרו.</translation>
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
        <source>No wrong passphrase was tried in this period.</source>
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
        <source>Everything done from now on is recorded here.</source>
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
        <source>The log is complete</source>
        <translation>היומן שלם</translation>
    </message>
    <message>
        <source>Entries after the last checkpoint could be removed unnoticed; each lock makes a checkpoint.</source>
        <translation>רישומים שאחרי נקודת הביקורת האחרונה עלולים להימחק בלי שיורגש; כל נעילה יוצרת נקודת ביקורת.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more.</source>
        <translation>
            <numerusform>ועוד אחד.</numerusform>
            <numerusform>ועוד %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>The log was altered</source>
        <translation>היומן שונה</translation>
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
    <name>Authors</name>
    <message>
        <source>a former member</source>
        <translation>חבר/ת מרפאה לשעבר</translation>
    </message>
</context>
<context>
    <name>BackupFileStep</name>
    <message>
        <source>Your backup</source>
        <translation>הגיבוי שלכם</translation>
    </message>
    <message>
        <source>Choose the folder that your backups were made to, on a stick or a drive, or one backup in it. The newest is marked.</source>
        <translation>בחרו את התיקייה שאליה נעשו הגיבויים, בהתקן נייד או בכונן, או גיבוי אחד שבה. החדש ביותר מסומן.</translation>
    </message>
    <message>
        <source>Choose a &amp;folder…</source>
        <translation>בחירת &amp;תיקייה…</translation>
    </message>
    <message>
        <source>Choose a fi&amp;le…</source>
        <translation>בחירת &amp;קובץ…</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>גיבויים</translation>
    </message>
    <message>
        <source>Unknown day</source>
        <translation>יום לא ידוע</translation>
    </message>
    <message>
        <source>The folder of your backups</source>
        <translation>תיקיית הגיבויים שלכם</translation>
    </message>
    <message>
        <source>A backup</source>
        <translation>גיבוי</translation>
    </message>
    <message>
        <source>Backups (*.anamnesis-backup)</source>
        <translation>גיבויים (*.anamnesis-backup)</translation>
    </message>
</context>
<context>
    <name>BackupKeyStep</name>
    <message>
        <source>Open the backup</source>
        <translation>פתיחת הגיבוי</translation>
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
        <source>The backup of {moment}.</source>
        <translation>הגיבוי מ־{moment}.</translation>
    </message>
    <message>
        <source>Type the recovery key as it was printed. Capitals, spaces and dashes do not matter.</source>
        <translation>הקלידו את מפתח השחזור כפי שהודפס. אין חשיבות לאותיות גדולות, לרווחים ולמקפים.</translation>
    </message>
    <message>
        <source>Type the passphrase that unlocked the practice when the backup was made.</source>
        <translation>הקלידו את ביטוי הסיסמה שפתח את המרפאה כשנוצר הגיבוי.</translation>
    </message>
    <message>
        <source>Use the passphrase</source>
        <translation>שימוש בביטוי הסיסמה</translation>
    </message>
    <message>
        <source>Use the recovery key</source>
        <translation>שימוש במפתח השחזור</translation>
    </message>
</context>
<context>
    <name>BackupWords</name>
    <message>
        <source>today</source>
        <translation>היום</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>אתמול</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>לפני יום אחד</numerusform>
            <numerusform>לפני %n ימים</numerusform>
        </translation>
    </message>
    <message>
        <source>If this computer is lost, so is every chart. Click to choose a folder for backups.</source>
        <translation>אם המחשב יאבד, יאבדו כל התיקים. לחצו כדי לבחור תיקייה לגיבויים.</translation>
    </message>
    <message>
        <source>No backup</source>
        <translation>אין גיבוי</translation>
    </message>
    <message>
        <source>The first backup is made when nobody types for three minutes. Click to see.</source>
        <translation>הגיבוי הראשון ייעשה כשלא יקלידו במשך שלוש דקות. לחצו כדי לראות.</translation>
    </message>
    <message>
        <source>Not backed up yet</source>
        <translation>עוד לא נעשה גיבוי</translation>
    </message>
    <message>
        <source>Backed up {when}</source>
        <translation>גובה {when}</translation>
    </message>
    <message>
        <source>Last backup {when}</source>
        <translation>גיבוי אחרון {when}</translation>
    </message>
    <message>
        <source>Connect the drive or check the folder; click and choose “Back up now”.</source>
        <translation>חברו את הכונן או בדקו את התיקייה; לחצו ובחרו “גיבוי עכשיו”.</translation>
    </message>
    <message>
        <source>folder not reachable</source>
        <translation>אין גישה לתיקייה</translation>
    </message>
    <message>
        <source>A restore is tested by itself within a week; click and choose “Test a restore”.</source>
        <translation>שחזור נבדק מעצמו בתוך שבוע; אפשר ללחוץ ולבחור “בדיקת שחזור”.</translation>
    </message>
    <message>
        <source>restore not tested yet</source>
        <translation>עוד לא נבדק שחזור</translation>
    </message>
    <message>
        <source>restore proved {when}</source>
        <translation>השחזור הוכח {when}</translation>
    </message>
    <message>
        <source>No restore was tested for two weeks: click and choose “Test a restore”.</source>
        <translation>לא נבדק שחזור זה שבועיים: לחצו ובחרו “בדיקת שחזור”.</translation>
    </message>
    <message>
        <source>not reachable now</source>
        <translation>אין גישה כעת</translation>
    </message>
    <message>
        <source>no backup yet</source>
        <translation>אין עדיין גיבוי</translation>
    </message>
    <message>
        <source>available</source>
        <translation>זמינה</translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation>אין עדיין גיבוי</translation>
    </message>
    <message>
        <source>Last backup {moment} ({when})</source>
        <translation>גיבוי אחרון {moment} ({when})</translation>
    </message>
    <message>
        <source>next one as soon as nobody types for three minutes</source>
        <translation>הבא כשלא יקלידו במשך שלוש דקות</translation>
    </message>
    <message>
        <source>next one after {moment}</source>
        <translation>הבא אחרי {moment}</translation>
    </message>
    <message>
        <source>Unknown day</source>
        <translation>יום לא ידוע</translation>
    </message>
    <message numerus="yes">
        <source>%n backup(s) made; {size} written that were not there yet</source>
        <translation>
            <numerusform>נעשה גיבוי אחד; נכתבו {size} שעוד לא היו שם</numerusform>
            <numerusform>נעשו %n גיבויים; נכתבו {size} שעוד לא היו שם</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>רשומה אחת</numerusform>
            <numerusform>%n רשומות</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BackupsDialog</name>
    <message>
        <source>Backups</source>
        <translation>גיבויים</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>קוראים…</translation>
    </message>
    <message>
        <source>Folders of backups</source>
        <translation>תיקיות של גיבויים</translation>
    </message>
    <message>
        <source>&amp;Add a folder…</source>
        <translation>&amp;הוספת תיקייה…</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>ה&amp;סרה…</translation>
    </message>
    <message>
        <source>&amp;Back up now</source>
        <translation>&amp;גיבוי עכשיו</translation>
    </message>
    <message>
        <source>&amp;Check this backup</source>
        <translation>&amp;בדיקת הגיבוי</translation>
    </message>
    <message>
        <source>&amp;Test a restore</source>
        <translation>בדיקת &amp;שחזור</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגירה</translation>
    </message>
    <message>
        <source>Stop the work and close?</source>
        <translation>לעצור את העבודה ולסגור?</translation>
    </message>
    <message>
        <source>What was written stays, and the next backup goes on from there.</source>
        <translation>מה שנכתב נשאר, והגיבוי הבא ימשיך משם.</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>לעצור ולסגור</translation>
    </message>
    <message>
        <source>Looking at the folder</source>
        <translation>בודקים את התיקייה</translation>
    </message>
    <message>
        <source>Make no more backups to this folder?</source>
        <translation>לא לגבות עוד לתיקייה זו?</translation>
    </message>
    <message>
        <source>The backups in it stay. You can add the folder again.</source>
        <translation>הגיבויים שבה נשארים. אפשר להוסיף את התיקייה שוב.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>הסרה</translation>
    </message>
    <message>
        <source>Removing the folder</source>
        <translation>מסירים את התיקייה</translation>
    </message>
    <message>
        <source>The folder was removed; its backups stay.</source>
        <translation>התיקייה הוסרה; הגיבויים שבה נשארים.</translation>
    </message>
    <message>
        <source>Backing up, MB:</source>
        <translation>מגבים, מ״ב:</translation>
    </message>
    <message>
        <source>Reading the backup, MB:</source>
        <translation>קוראים את הגיבוי, מ״ב:</translation>
    </message>
    <message>
        <source>Testing a restore</source>
        <translation>בודקים שחזור</translation>
    </message>
    <message>
        <source>A backup is made each day when nobody types, or when Anamnesis is closed; a restore is tested each week. Kept are the last backups of 7 days, 4 weeks and 12 months. Everything in them is encrypted.</source>
        <translation>גיבוי נעשה בכל יום כשאין הקלדה, או כש־Anamnesis נסגר; שחזור נבדק בכל שבוע. נשמרים הגיבויים האחרונים של 7 ימים, 4 שבועות ו־12 חודשים. כל מה שבהם מוצפן.</translation>
    </message>
    <message>
        <source>To restore: start Anamnesis on a computer that has no practice and choose “I have a backup”. On this computer, first close Anamnesis and move its data away: {directory}</source>
        <translation>לשחזור: הפעילו את Anamnesis במחשב שאין בו מרפאה ובחרו “יש לי גיבוי”. במחשב זה, סגרו קודם את Anamnesis והעבירו את הנתונים שלו למקום אחר: {directory}</translation>
    </message>
    <message>
        <source>Restores it beside the practice, opens every record, and removes it again</source>
        <translation>משחזר אותו ליד המרפאה, פותח כל רשומה, ומסיר אותו שוב</translation>
    </message>
    <message>
        <source>Reads all of it and compares it with its signed list</source>
        <translation>קורא את כולו ומשווה אותו לרשימה החתומה שלו</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>תיקיות</translation>
    </message>
    <message>
        <source>A folder for backups, best on another drive</source>
        <translation>תיקייה לגיבויים, רצוי בכונן אחר</translation>
    </message>
    <message>
        <source>can be opened</source>
        <translation>אפשר לפתוח</translation>
    </message>
    <message>
        <source>cannot be opened</source>
        <translation>אי אפשר לפתוח</translation>
    </message>
    <message>
        <source>Restoring, MB:</source>
        <translation>משחזרים, מ״ב:</translation>
    </message>
    <message>
        <source>Backups go to {folder} from now on. Make the first one now.</source>
        <translation>מעכשיו הגיבויים נעשים אל {folder}. צרו עכשיו את הראשון.</translation>
    </message>
    <message>
        <source>The backup is whole</source>
        <translation>הגיבוי שלם</translation>
    </message>
    <message>
        <source>The backup is damaged</source>
        <translation>הגיבוי פגום</translation>
    </message>
    <message>
        <source>Back up now: what is still in the practice is written anew.</source>
        <translation>גבו עכשיו: מה שעדיין במרפאה ייכתב מחדש.</translation>
    </message>
    <message>
        <source>The restore is proved</source>
        <translation>השחזור הוכח</translation>
    </message>
    <message>
        <source>The restored backup is not as it should be</source>
        <translation>הגיבוי ששוחזר אינו כפי שצריך להיות</translation>
    </message>
    <message>
        <source>Back up now and test that backup. The practice itself was not touched.</source>
        <translation>גבו עכשיו ובדקו את הגיבוי הזה. במרפאה עצמה דבר לא השתנה.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>נעצר</translation>
    </message>
</context>
<context>
    <name>BookingDialog</name>
    <message>
        <source>Cancel</source>
        <translation>ביטול</translation>
    </message>
    <message>
        <source>Change the appointment</source>
        <translation>שינוי התור</translation>
    </message>
    <message>
        <source>New appointment</source>
        <translation>תור חדש</translation>
    </message>
    <message numerus="yes">
        <source>Overlaps %n other appointment(s)</source>
        <translation>
            <numerusform>חופף תור אחד אחר</numerusform>
            <numerusform>חופף %n תורים אחרים</numerusform>
        </translation>
    </message>
    <message>
        <source>You can book it all the same.</source>
        <translation>אפשר לקבוע אותו בכל זאת.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more.</source>
        <translation>
            <numerusform>ועוד אחד.</numerusform>
            <numerusform>ועוד %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Book anyway</source>
        <translation>&amp;קביעה בכל זאת</translation>
    </message>
    <message>
        <source>&amp;Book</source>
        <translation>&amp;קביעה</translation>
    </message>
    <message>
        <source>&amp;Save anyway</source>
        <translation>&amp;שמירה בכל זאת</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;שמירה</translation>
    </message>
</context>
<context>
    <name>BookingForm</name>
    <message>
        <source>Choose a client.</source>
        <translation>בחרו מטופל.</translation>
    </message>
    <message>
        <source>This is no time of day. Write it as 9:30 or 14:00.</source>
        <translation>זו אינה שעה ביממה. כתבו אותה כך: 9:30 או 14:00.</translation>
    </message>
    <message>
        <source>An appointment takes between one minute and a day.</source>
        <translation>תור נמשך בין דקה אחת ליממה.</translation>
    </message>
    <message numerus="yes">
        <source>The note is too long: %n character(s) at most.</source>
        <translation>
            <numerusform>ההערה ארוכה מדי: תו אחד לכל היותר.</numerusform>
            <numerusform>ההערה ארוכה מדי: %n תווים לכל היותר.</numerusform>
        </translation>
    </message>
    <message>
        <source>What it is about, what to bring</source>
        <translation>במה מדובר, מה להביא</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>יום</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>שעה</translation>
    </message>
    <message>
        <source>Length in minutes</source>
        <translation>משך בדקות</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>סוג</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>הערה</translation>
    </message>
    <message>
        <source>&amp;Client</source>
        <translation>&amp;מטופל</translation>
    </message>
    <message>
        <source>&amp;When</source>
        <translation>מ&amp;תי</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>&amp;סוג</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>&amp;הערה</translation>
    </message>
    <message>
        <source>The clocks go back: this time comes twice. The first one is meant.</source>
        <translation>השעון מוזז אחורה: שעה זו חלה פעמיים. הכוונה לראשונה.</translation>
    </message>
</context>
<context>
    <name>BriefCard</name>
    <message>
        <source>Nothing to report was found in this chart.</source>
        <translation>לא נמצא בתיק זה דבר לדווח עליו.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>ניסיון נוסף</translation>
    </message>
    <message>
        <source>The chart was changed since this brief was made.</source>
        <translation>התיק השתנה מאז שהתקציר הוכן.</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>עדכון</translation>
    </message>
    <message>
        <source>Reading the chart…</source>
        <translation>קוראים את התיק…</translation>
    </message>
    <message>
        <source>Brief before the visit</source>
        <translation>תקציר לפני הביקור</translation>
    </message>
    <message>
        <source>Collapse the brief</source>
        <translation>קיפול התקציר</translation>
    </message>
    <message>
        <source>What changed since last time</source>
        <translation>מה השתנה מאז הפעם הקודמת</translation>
    </message>
    <message>
        <source>Since {day}</source>
        <translation>מאז {day}</translation>
    </message>
    <message>
        <source>First visit: from the client record</source>
        <translation>ביקור ראשון: מתוך רשומת המטופל</translation>
    </message>
    <message>
        <source>as of {time}</source>
        <translation>נכון לשעה {time}</translation>
    </message>
</context>
<context>
    <name>BriefLine</name>
    <message>
        <source>Medication</source>
        <translation>תרופות</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>תוכנן</translation>
    </message>
    <message>
        <source>Awaited</source>
        <translation>בהמתנה</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>ממצא</translation>
    </message>
    <message>
        <source>New since</source>
        <translation>חדש מאז</translation>
    </message>
    <message>
        <source>{kind} (draft)</source>
        <translation>{kind} (טיוטה)</translation>
    </message>
    <message>
        <source>Client record</source>
        <translation>רשומת המטופל</translation>
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
        <source>Session of {day}, retracted</source>
        <translation>מפגש מיום {day}, ללא תוקף</translation>
    </message>
    <message>
        <source>File of {day}</source>
        <translation>קובץ מיום {day}</translation>
    </message>
</context>
<context>
    <name>BundleDialog</name>
    <message>
        <source>Install models</source>
        <translation>התקנת מודלים</translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation>ה&amp;תקנה</translation>
    </message>
    <message>
        <source>Bundle of models: {file}</source>
        <translation>חבילת מודלים: {file}</translation>
    </message>
    <message>
        <source>&amp;Find and write with them from now on</source>
        <translation>לחפש ו&amp;לכתוב בהם מעכשיו</translation>
    </message>
    <message>
        <source>Checking the signature</source>
        <translation>החתימה נבדקת</translation>
    </message>
    <message>
        <source>Copying, MB:</source>
        <translation>מועתק, MB:</translation>
    </message>
    <message>
        <source>This computer has too little memory for it</source>
        <translation>במחשב הזה אין די זיכרון לחבילה</translation>
    </message>
    <message>
        <source>Nothing can be installed from this bundle here.</source>
        <translation>לא ניתן להתקין כאן דבר מהחבילה הזאת.</translation>
    </message>
    <message>
        <source>Ask whoever looks after this computer for smaller models.</source>
        <translation>בקשו ממי שאחראי על המחשב הזה מודלים קטנים יותר.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגירה</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>הותקן</translation>
    </message>
    <message>
        <source>{name} is among the models now. Choose it under “Models and index” to use it.</source>
        <translation>המודל {name} נמצא כעת בין המודלים. כדי להשתמש בו בחרו אותו תחת “מודלים ואינדקס”.</translation>
    </message>
    <message>
        <source>{name} is the language model of this computer now.</source>
        <translation>המודל {name} הוא כעת מודל השפה של מחשב זה.</translation>
    </message>
    <message>
        <source>{name} is used for search as soon as its index is built.</source>
        <translation>המודל {name} ישמש לחיפוש מיד לאחר שייבנה לו אינדקס.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>הופסק</translation>
    </message>
    <message>
        <source>Nothing was added.</source>
        <translation>דבר לא נוסף.</translation>
    </message>
</context>
<context>
    <name>BundleWords</name>
    <message>
        <source>Version {version} of it was installed before. Its models stay until you remove them.</source>
        <translation>גרסה {version} שלה הותקנה קודם. המודלים שלה נשארים עד שתסירו אותם.</translation>
    </message>
    <message>
        <source>Bundle {name}, version {version}</source>
        <translation>החבילה {name}, גרסה {version}</translation>
    </message>
    <message>
        <source>Signed by {publisher}, with a key that the policy of this computer trusts.
Key: {key}</source>
        <translation>על החבילה חתם {publisher}, במפתח שהמדיניות של המחשב הזה נותנת בו אמון.
מפתח: {key}</translation>
    </message>
    <message>
        <source>For finding: {name}</source>
        <translation>לחיפוש: {name}</translation>
    </message>
    <message>
        <source>Language model: {name}</source>
        <translation>מודל שפה: {name}</translation>
    </message>
    <message>
        <source>licence {licence}</source>
        <translation>רישיון {licence}</translation>
    </message>
    <message>
        <source>needs about {size} of memory</source>
        <translation>דורש כ־{size} של זיכרון</translation>
    </message>
    <message>
        <source>much for this computer</source>
        <translation>הרבה למחשב זה</translation>
    </message>
    <message>
        <source>too much for this computer</source>
        <translation>יותר מדי למחשב זה</translation>
    </message>
    <message>
        <source>reads up to {notes} tokens of notes, answers in up to {answer}</source>
        <translation>קורא עד {notes} אסימונים של רשומות, עונה בעד {answer}</translation>
    </message>
    <message>
        <source>its check follows here</source>
        <translation>הבדיקה שלו תיעשה כאן</translation>
    </message>
    <message>
        <source>passed the check: {right} of {asked} right</source>
        <translation>עבר את הבדיקה: {right} מתוך {asked} נכונות</translation>
    </message>
    <message>
        <source>did not pass the check: {right} of {asked} right</source>
        <translation>לא עבר את הבדיקה: {right} מתוך {asked} נכונות</translation>
    </message>
</context>
<context>
    <name>CalendarExportDialog</name>
    <message>
        <source>Export appointments</source>
        <translation>ייצוא תורים</translation>
    </message>
    <message>
        <source>No names: “Appointment” only</source>
        <translation>ללא שמות: ״תור״ בלבד</translation>
    </message>
    <message>
        <source>Initials</source>
        <translation>ראשי תיבות</translation>
    </message>
    <message>
        <source>Full names</source>
        <translation>שמות מלאים</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>בחירת &amp;קובץ…</translation>
    </message>
    <message>
        <source>Exporting appointments</source>
        <translation>מייצאים תורים</translation>
    </message>
    <message>
        <source>Appointment</source>
        <translation>תור</translation>
    </message>
    <message>
        <source>On screen: {days}</source>
        <translation>על המסך: {days}</translation>
    </message>
    <message numerus="yes">
        <source>The next %n day(s)</source>
        <translation>
            <numerusform>היום הבא</numerusform>
            <numerusform>%n הימים הבאים</numerusform>
        </translation>
    </message>
    <message>
        <source>Days</source>
        <translation>ימים</translation>
    </message>
    <message>
        <source>&amp;Days</source>
        <translation>&amp;ימים</translation>
    </message>
    <message>
        <source>The file is not protected</source>
        <translation>הקובץ אינו מוגן</translation>
    </message>
    <message>
        <source>Whoever has it can read who comes when.</source>
        <translation>מי שמחזיק בו יכול לקרוא מי מגיע ומתי.</translation>
    </message>
    <message>
        <source>Whoever has it can read when you have appointments.</source>
        <translation>מי שמחזיק בו יכול לקרוא מתי יש לכם תורים.</translation>
    </message>
    <message>
        <source>Notes are never in it. That you exported it is recorded in the audit log.</source>
        <translation>ההערות לעולם אינן בו. עצם הייצוא נרשם ביומן הביקורת.</translation>
    </message>
    <message>
        <source>iCalendar (*.ics)</source>
        <translation>iCalendar (*.ics)</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>יוצא</translation>
    </message>
    <message numerus="yes">
        <source>%n appointment(s) in {file}.</source>
        <translation>
            <numerusform>תור אחד ב־{file}.</numerusform>
            <numerusform>%n תורים ב־{file}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגירה</translation>
    </message>
</context>
<context>
    <name>ChangePersonDialog</name>
    <message>
        <source>Change {name}</source>
        <translation>שינוי פרטי {name}</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;שם</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>שמירה</translation>
    </message>
    <message>
        <source>Nobody changes their own role, so a practice always keeps an owner.</source>
        <translation>איש אינו משנה את התפקיד של עצמו, וכך למרפאה תמיד נשאר בעלים.</translation>
    </message>
    <message>
        <source>An auditor must never have held the keys of the charts: for that, remove the person and add them again. Another role holds from the person&apos;s next unlock on.</source>
        <translation>למבקר מעולם לא היו מפתחות התיקים: לשם כך הסירו את האדם והוסיפו אותו מחדש. תפקיד אחר תקף מהפתיחה הבאה שלו.</translation>
    </message>
    <message>
        <source>Another role holds from the person&apos;s next unlock on.</source>
        <translation>תפקיד אחר תקף מהפתיחה הבאה של האדם.</translation>
    </message>
    <message>
        <source>Saving the change</source>
        <translation>שמירת השינוי</translation>
    </message>
</context>
<context>
    <name>ChartBody</name>
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
    <message>
        <source>The contradiction was dismissed</source>
        <translation>הסתירה הוסרה</translation>
    </message>
</context>
<context>
    <name>ChartCommands</name>
    <message>
        <source>New session from a &amp;template…</source>
        <translation>מפגש חדש מת&amp;בנית…</translation>
    </message>
    <message>
        <source>&amp;Find in the previous session</source>
        <translation>חי&amp;פוש במפגש הקודם</translation>
    </message>
    <message>
        <source>Cop&amp;y forward</source>
        <translation>העתקה לטיוטה</translation>
    </message>
    <message>
        <source>&amp;New session</source>
        <translation>מפגש &amp;חדש</translation>
    </message>
    <message>
        <source>&amp;Save now</source>
        <translation>&amp;שמירה כעת</translation>
    </message>
    <message>
        <source>S&amp;ign…</source>
        <translation>ח&amp;תימה…</translation>
    </message>
    <message>
        <source>&amp;Addendum…</source>
        <translation>תו&amp;ספת…</translation>
    </message>
    <message>
        <source>&amp;Retract…</source>
        <translation>ביטול תו&amp;קף…</translation>
    </message>
    <message>
        <source>&amp;Delete draft</source>
        <translation>מחיקת ה&amp;טיוטה</translation>
    </message>
    <message>
        <source>&amp;Versions</source>
        <translation>&amp;גרסאות</translation>
    </message>
    <message>
        <source>Previous session side &amp;by side</source>
        <translation>המפגש הקודם &amp;לצד הנוכחי</translation>
    </message>
    <message>
        <source>&amp;Print or PDF…</source>
        <translation>ה&amp;דפסה או PDF…</translation>
    </message>
    <message>
        <source>Ne&amp;wer session</source>
        <translation>מפגש &amp;מאוחר יותר</translation>
    </message>
    <message>
        <source>&amp;Older session</source>
        <translation>מפגש מוקדם &amp;יותר</translation>
    </message>
    <message>
        <source>Ar&amp;chive or bring back</source>
        <translation>העברה ל&amp;ארכיון או החזרה ממנו</translation>
    </message>
    <message>
        <source>&amp;Edit details…</source>
        <translation>&amp;עריכת פרטים…</translation>
    </message>
    <message>
        <source>Re&amp;cord</source>
        <translation>&amp;רשומה</translation>
    </message>
    <message>
        <source>&amp;Timeline</source>
        <translation>&amp;ציר הזמן</translation>
    </message>
    <message>
        <source>&amp;Brief before the visit</source>
        <translation>תקציר לפני הביקור</translation>
    </message>
    <message>
        <source>Add a &amp;file…</source>
        <translation>הוספת קובץ…</translation>
    </message>
    <message>
        <source>&amp;Letter…</source>
        <translation>מ&amp;כתב…</translation>
    </message>
    <message>
        <source>E&amp;xport the chart…</source>
        <translation>ייצ&amp;וא התיק…</translation>
    </message>
    <message>
        <source>Deleted d&amp;rafts</source>
        <translation>טיוטות ש&amp;נמחקו</translation>
    </message>
    <message>
        <source>&amp;Merge with another…</source>
        <translation>מי&amp;זוג עם תיק אחר…</translation>
    </message>
    <message>
        <source>&amp;Delete the chart…</source>
        <translation>מחיקת &amp;התיק…</translation>
    </message>
</context>
<context>
    <name>ChartView</name>
    <message>
        <source>No chart open</source>
        <translation>אין תיק פתוח</translation>
    </message>
    <message>
        <source>Choose a client from the list, or type a name above it.</source>
        <translation>בחרו מטופל מהרשימה, או הקלידו שם מעליה.</translation>
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
        <source>The chart of {name} was deleted</source>
        <translation>התיק של {name} נמחק</translation>
    </message>
    <message>
        <source>It can be brought back for 30 days, here or under Deleted and archived.</source>
        <translation>ניתן להחזיר אותו במשך 30 יום, כאן או תחת ״נמחקו ובארכיון״.</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>החזרה</translation>
    </message>
</context>
<context>
    <name>ChecksView</name>
    <message>
        <source>Only what needs attention</source>
        <translation>רק מה שדורש תשומת לב</translation>
    </message>
    <message>
        <source>All is in order</source>
        <translation>הכול תקין</translation>
    </message>
    <message>
        <source>No check found anything to do.</source>
        <translation>שום בדיקה לא מצאה משהו לעשות.</translation>
    </message>
</context>
<context>
    <name>ClientChoice</name>
    <message>
        <source>All clients</source>
        <translation>כל המטופלים</translation>
    </message>
    <message>
        <source>Whose notes</source>
        <translation>הרשומות של מי</translation>
    </message>
    <message>
        <source>Search the notes of one client only</source>
        <translation>חיפוש ברשומות של מטופל אחד בלבד</translation>
    </message>
    <message>
        <source>Whose notes: all clients</source>
        <translation>הרשומות של: כל המטופלים</translation>
    </message>
    <message>
        <source>Whose notes: {who}</source>
        <translation>הרשומות של: {who}</translation>
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
        <source>Saving…</source>
        <translation>נשמר…</translation>
    </message>
    <message>
        <source>Somebody saved these details meanwhile. What you typed is still here.</source>
        <translation>מישהו שמר את הפרטים האלה בינתיים. מה שהקלדתם עדיין כאן.</translation>
    </message>
    <message>
        <source>Look it through, then save again.</source>
        <translation>עברו עליו, ושמרו שוב.</translation>
    </message>
    <message>
        <source>Saving again replaces what they wrote here:</source>
        <translation>שמירה נוספת תחליף את מה שנכתב כאן:</translation>
    </message>
    <message>
        <source>{field}: {value}</source>
        <translation>‏{field}: {value}</translation>
    </message>
    <message>
        <source>Changed elsewhere meanwhile</source>
        <translation>בינתיים שונה במקום אחר</translation>
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
        <source>Not recorded</source>
        <translation>לא נרשם</translation>
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
        <source>birth date not recorded</source>
        <translation>תאריך לידה לא נרשם</translation>
    </message>
    <message>
        <source>Allergies and alerts cannot be read</source>
        <translation>לא ניתן לקרוא אלרגיות והתראות</translation>
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
    <name>ClientLifecycle</name>
    <message>
        <source>Archived</source>
        <translation>בארכיון</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>נמחק</translation>
    </message>
    <message>
        <source>Merged into another chart</source>
        <translation>מוזג לתיק אחר</translation>
    </message>
    <message>
        <source>Since {day} an owner is erasing it for good.</source>
        <translation>מאז {day} בעלים מוחק אותו לצמיתות.</translation>
    </message>
    <message>
        <source>Archived on {day}.</source>
        <translation>הועבר לארכיון ב־{day}.</translation>
    </message>
    <message>
        <source>Deleted on {day}, because: {reason}</source>
        <translation>נמחק ב־{day}, והסיבה: {reason}</translation>
    </message>
    <message>
        <source>Merged into another chart on {day}, because: {reason}</source>
        <translation>מוזג לתיק אחר ב־{day}, והסיבה: {reason}</translation>
    </message>
    <message>
        <source>It can no longer be restored</source>
        <translation>לא ניתן עוד להחזיר אותו</translation>
    </message>
    <message>
        <source>May be erased for good now</source>
        <translation>ניתן כעת למחיקה לצמיתות</translation>
    </message>
</context>
<context>
    <name>ClientListView</name>
    <message>
        <source>New client</source>
        <translation>מטופל חדש</translation>
    </message>
    <message>
        <source>&amp;Find a client</source>
        <translation>&amp;חיפוש מטופל</translation>
    </message>
    <message>
        <source>&amp;New client…</source>
        <translation>&amp;מטופל חדש…</translation>
    </message>
    <message>
        <source>N&amp;ext client</source>
        <translation>המטופל ה&amp;בא</translation>
    </message>
    <message>
        <source>&amp;Previous client</source>
        <translation>המטופל ה&amp;קודם</translation>
    </message>
    <message>
        <source>Show &amp;archived clients</source>
        <translation>הצגת תיקים מה&amp;ארכיון</translation>
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
        <source>Name or birth year</source>
        <translation>שם או שנת לידה</translation>
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
        <source>Import charts…</source>
        <translation>ייבוא תיקים…</translation>
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
        <source>No client in the list has these tags and this name.</source>
        <translation>אין ברשימה מטופל עם התגיות והשם האלה.</translation>
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
        <translation>{shown} מתוך {total}</translation>
    </message>
</context>
<context>
    <name>ClientPicker</name>
    <message>
        <source>Someone else</source>
        <translation>מטופל אחר</translation>
    </message>
    <message>
        <source>Beginning of a name, or birth year</source>
        <translation>תחילת שם, או שנת לידה</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>מטופל</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>מטופלים</translation>
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
        <source>Not stored: {forms}. Closing discards what was typed there.</source>
        <translation>לא נשמר: {forms}. סגירה תשליך את מה שהוקלד שם.</translation>
    </message>
    <message>
        <source>Close and discard what was typed?</source>
        <translation>לסגור ולהשליך את מה שהוקלד?</translation>
    </message>
    <message>
        <source>Close and discard</source>
        <translation>סגירה והשלכה</translation>
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
    <name>ClosingBackupDialog</name>
    <message>
        <source>Backing up before closing</source>
        <translation>גיבוי לפני הסגירה</translation>
    </message>
    <message>
        <source>Today’s backup is being made. If you skip it, it is made the next time.</source>
        <translation>הגיבוי של היום נעשה כעת. אם תדלגו עליו, הוא ייעשה בפעם הבאה.</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>בעבודה</translation>
    </message>
    <message>
        <source>&amp;Skip</source>
        <translation>&amp;דילוג</translation>
    </message>
</context>
<context>
    <name>ColumnsPage</name>
    <message>
        <source>No CSV file is chosen</source>
        <translation>לא נבחר קובץ CSV</translation>
    </message>
    <message>
        <source>Heading in the file</source>
        <translation>כותרת בקובץ</translation>
    </message>
    <message>
        <source>First value</source>
        <translation>הערך הראשון</translation>
    </message>
    <message>
        <source>Imported as</source>
        <translation>מיובאת בתור</translation>
    </message>
</context>
<context>
    <name>CommandAreas</name>
    <message>
        <source>Go to</source>
        <translation>מעבר</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>חיפוש</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>מטופלים</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>מפגש</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>תיק</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>תורים</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>שאלה</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>רשומות</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>תוכנה</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Go to or do</source>
        <translation>מעבר או ביצוע</translation>
    </message>
    <message>
        <source>Client, action or template</source>
        <translation>מטופל, פעולה או תבנית</translation>
    </message>
    <message>
        <source>Find a client, an action or a template</source>
        <translation>חיפוש מטופל, פעולה או תבנית</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>תוצאות</translation>
    </message>
    <message>
        <source>Nothing found. Type a part of a name or of an action.</source>
        <translation>לא נמצא דבר. הקלידו חלק משם או מפעולה.</translation>
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
        <source>It was retracted {moment}. Your text is kept here and is not lost.</source>
        <translation>תוקף המפגש בוטל {moment}. הטקסט שלכם שמור כאן ואינו אובד.</translation>
    </message>
    <message>
        <source>It was deleted {moment}. Your text is kept here and is not lost.</source>
        <translation>המפגש נמחק {moment}. הטקסט שלכם שמור כאן ואינו אובד.</translation>
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
    <name>ContradictionCard</name>
    <message>
        <source>Hide the notes</source>
        <translation>הסתרת הרישומים</translation>
    </message>
    <message>
        <source>Show both notes</source>
        <translation>הצגת שני הרישומים</translation>
    </message>
    <message>
        <source>These notes disagree</source>
        <translation>סתירה בין רישומים</translation>
    </message>
</context>
<context>
    <name>ContradictionView</name>
    <message>
        <source>Dismiss…</source>
        <translation>הסרה…</translation>
    </message>
    <message>
        <source>Not a contradiction, or settled: say why</source>
        <translation>אין כאן סתירה, או שהיא נפתרה: כתבו מדוע</translation>
    </message>
    <message>
        <source>Dismiss: {contradiction}</source>
        <translation>הסרה: {contradiction}</translation>
    </message>
</context>
<context>
    <name>Contradictions</name>
    <message>
        <source>Allergy to {concept}: recorded and denied</source>
        <translation>אלרגיה ל־{concept}: רשומה, וגם נשללה</translation>
    </message>
    <message>
        <source>{concept}: taken, with an allergy to {against} recorded</source>
        <translation>בשימוש {concept}, ורשומה אלרגיה ל־{against}</translation>
    </message>
    <message>
        <source>Dose of {concept}: {first} and {second}</source>
        <translation>המינון של {concept}: {first} וגם {second}</translation>
    </message>
    <message>
        <source>{concept}: stopped, then listed as taken</source>
        <translation>הופסק {concept}, ואחר כך רשום כנלקח</translation>
    </message>
    <message>
        <source>{concept}: {first} and {second}</source>
        <translation>צד של {concept}: {first} וגם {second}</translation>
    </message>
    <message>
        <source>{concept}: yes in one note, never in another</source>
        <translation>{concept}: כן ברישום אחד, מעולם לא באחר</translation>
    </message>
    <message>
        <source>left</source>
        <translation>שמאל</translation>
    </message>
    <message>
        <source>right</source>
        <translation>ימין</translation>
    </message>
    <message>
        <source>smoking</source>
        <translation>עישון</translation>
    </message>
    <message>
        <source>These notes disagree</source>
        <translation>סתירה בין רישומים</translation>
    </message>
</context>
<context>
    <name>ConversationBar</name>
    <message>
        <source>History</source>
        <translation>היסטוריה</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>שיחה חדשה</translation>
    </message>
    <message>
        <source>Earlier conversations</source>
        <translation>שיחות קודמות</translation>
    </message>
    <message>
        <source>Start again without the earlier questions</source>
        <translation>להתחיל מחדש בלי השאלות הקודמות</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>חזרה</translation>
    </message>
</context>
<context>
    <name>CopiedAnswer</name>
    <message>
        <source>Question about {about}: {question}</source>
        <translation>שאלה על {about}: {question}</translation>
    </message>
    <message>
        <source>Understood as: {question}</source>
        <translation>הובנה כך: {question}</translation>
    </message>
    <message>
        <source>Answered {moment}</source>
        <translation>נענתה ב־{moment}</translation>
    </message>
    <message>
        <source>From the record:</source>
        <translation>מתוך הרשומה:</translation>
    </message>
    <message>
        <source>Perhaps not in the record.</source>
        <translation>ייתכן שאינו ברשומה.</translation>
    </message>
    <message>
        <source>Quoted from the notes:</source>
        <translation>ציטוט מהרישומים:</translation>
    </message>
    <message>
        <source>Closest notes:</source>
        <translation>הרישומים הקרובים ביותר:</translation>
    </message>
    <message>
        <source>Written by {model} from the sources below:</source>
        <translation>נכתב על ידי {model} מתוך המקורות שלהלן:</translation>
    </message>
</context>
<context>
    <name>CopiedMark</name>
    <message>
        <source>{field}: {words}</source>
        <translation>{field}: {words}</translation>
    </message>
    <message>
        <source>copied from an earlier session</source>
        <translation>הועתק ממפגש קודם</translation>
    </message>
    <message>
        <source>copied from {day}</source>
        <translation>הועתק מהמפגש של {day}</translation>
    </message>
    <message>
        <source>with a copy from {day}</source>
        <translation>עם העתקה מהמפגש של {day}</translation>
    </message>
</context>
<context>
    <name>CoverageText</name>
    <message numerus="yes">
        <source>%n changed outside Anamnesis, left out</source>
        <translation>
            <numerusform>אחד שונה מחוץ ל־Anamnesis והושמט</numerusform>
            <numerusform>%n שונו מחוץ ל־Anamnesis והושמטו</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Searched %n session(s)</source>
        <translation>
            <numerusform>נסרק מפגש אחד</numerusform>
            <numerusform>נסרקו %n מפגשים</numerusform>
        </translation>
    </message>
    <message>
        <source>{searched}, {since} – {until}</source>
        <translation>{searched}, {since} – {until}</translation>
    </message>
    <message numerus="yes">
        <source>%n not searched (scan, or not indexed yet)</source>
        <translation>
            <numerusform>אחד לא נסרק (סריקה, או טרם נוסף לאינדקס)</numerusform>
            <numerusform>%n לא נסרקו (סריקות, או טרם נוספו לאינדקס)</numerusform>
        </translation>
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
    <name>Damage</name>
    <message>
        <source>This client&apos;s details cannot be read</source>
        <translation>לא ניתן לקרוא את פרטי המטופל</translation>
    </message>
    <message>
        <source>This attachment cannot be read</source>
        <translation>לא ניתן לקרוא קובץ מצורף זה</translation>
    </message>
    <message>
        <source>This appointment cannot be read</source>
        <translation>לא ניתן לקרוא תור זה</translation>
    </message>
    <message>
        <source>This letter cannot be read</source>
        <translation>לא ניתן לקרוא מכתב זה</translation>
    </message>
    <message>
        <source>This template cannot be read</source>
        <translation>לא ניתן לקרוא תבנית זו</translation>
    </message>
    <message>
        <source>This snippet cannot be read</source>
        <translation>לא ניתן לקרוא קטע מוכן זה</translation>
    </message>
    <message>
        <source>This letter text cannot be read</source>
        <translation>לא ניתן לקרוא נוסח מכתב זה</translation>
    </message>
    <message>
        <source>This word cannot be read</source>
        <translation>לא ניתן לקרוא מילה זו</translation>
    </message>
    <message>
        <source>This abbreviation cannot be read</source>
        <translation>לא ניתן לקרוא קיצור זה</translation>
    </message>
    <message>
        <source>The record of this import cannot be read</source>
        <translation>לא ניתן לקרוא את רשומת הייבוא הזה</translation>
    </message>
    <message>
        <source>This entry cannot be read</source>
        <translation>לא ניתן לקרוא רשומה זו</translation>
    </message>
    <message>
        <source>number {id}</source>
        <translation>מספר {id}</translation>
    </message>
    <message>
        <source>It was damaged or changed outside Anamnesis. Everything else is there. Restore a backup that holds it.</source>
        <translation>נפגם או שונה מחוץ ל־Anamnesis. כל השאר קיים. שחזרו גיבוי שבו הרשומה נמצאת.</translation>
    </message>
    <message>
        <source>Client {id}, unreadable</source>
        <translation>לקוח {id}, לא קריא</translation>
    </message>
</context>
<context>
    <name>DamagedEntries</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ועוד אחד</numerusform>
            <numerusform>ועוד %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>הסרה…</translation>
    </message>
    <message>
        <source>Remove what cannot be read?</source>
        <translation>להסיר את מה שלא ניתן לקרוא?</translation>
    </message>
    <message>
        <source>It is removed for good. A backup that holds it can still bring it back.</source>
        <translation>ההסרה היא לצמיתות. גיבוי שבו הרשומה נמצאת עדיין יכול להחזיר אותה.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>הסרה</translation>
    </message>
</context>
<context>
    <name>DayLine</name>
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
    <name>DaysLeftText</name>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>נותר יום אחד</numerusform>
            <numerusform>נותרו %n ימים</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeleteDialog</name>
    <message>
        <source>Delete a chart</source>
        <translation>מחיקת תיק</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>סיבה</translation>
    </message>
    <message>
        <source>For example: entered twice</source>
        <translation>לדוגמה: הוזן פעמיים</translation>
    </message>
    <message>
        <source>Delete chart</source>
        <translation>מחיקת התיק</translation>
    </message>
    <message>
        <source>Write the reason first</source>
        <translation>כתבו תחילה את הסיבה</translation>
    </message>
    <message>
        <source>The chart leaves the list, the search and the answers of the assistant at once. Nothing is destroyed yet.</source>
        <translation>התיק יוצא מיד מהרשימה, מהחיפוש ומתשובות העוזר. עדיין דבר אינו מושמד.</translation>
    </message>
    <message>
        <source>Until {day} it can be brought back whole, under Deleted and archived. After that an owner can erase it for good.</source>
        <translation>עד {day} ניתן להחזיר אותו במלואו, תחת ״נמחקו ובארכיון״. לאחר מכן בעלים יכול למחוק אותו לצמיתות.</translation>
    </message>
    <message>
        <source>&amp;Reason, kept with the chart</source>
        <translation>&amp;סיבה, נשמרת עם התיק</translation>
    </message>
    <message>
        <source>Deleting…</source>
        <translation>נמחק…</translation>
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
        <source>Write a first or a last name.</source>
        <translation>כתבו שם פרטי או שם משפחה.</translation>
    </message>
    <message>
        <source>{field}: write the month as a word, like 17 Jan 1981.</source>
        <translation>{field}: כתבו את שם החודש במילים, כגון 17 בינו׳ 1981.</translation>
    </message>
    <message>
        <source>{field}: this day is in the future.</source>
        <translation>{field}: תאריך זה הוא בעתיד.</translation>
    </message>
    <message>
        <source>Allergies and alerts</source>
        <translation>אלרגיות והתראות</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>פרטי קשר</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>רשומה</translation>
    </message>
    <message>
        <source>One per line</source>
        <translation>אחת בכל שורה</translation>
    </message>
</context>
<context>
    <name>DismissDialog</name>
    <message>
        <source>Dismiss a contradiction</source>
        <translation>הסרת סתירה</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>סיבה</translation>
    </message>
    <message>
        <source>For example: asked again, tolerates it</source>
        <translation>למשל: נבדק שוב, אין אלרגיה</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>הסרה</translation>
    </message>
    <message>
        <source>&amp;Reason, kept in the chart</source>
        <translation>&amp;סיבה, נשמרת בתיק</translation>
    </message>
    <message>
        <source>It is no longer shown over the chart or said in answers. It comes back when one of the two notes says it in other words.</source>
        <translation>היא לא תוצג עוד מעל התיק ולא תוזכר בתשובות. אם אחד הרישומים ינוסח אחרת, היא תוצג שוב.</translation>
    </message>
    <message>
        <source>Write the reason first</source>
        <translation>כתבו תחילה את הסיבה</translation>
    </message>
    <message>
        <source>Storing…</source>
        <translation>נשמר…</translation>
    </message>
</context>
<context>
    <name>DueBar</name>
    <message numerus="yes">
        <source>%n deleted chart(s) are due to be erased</source>
        <translation>
            <numerusform>תיק אחד שנמחק ממתין למחיקה לצמיתות</numerusform>
            <numerusform>%n תיקים שנמחקו ממתינים למחיקה לצמיתות</numerusform>
        </translation>
    </message>
    <message>
        <source>Until an owner erases them they stay as they are.</source>
        <translation>עד שבעלים ימחק אותם לצמיתות הם נשארים כפי שהם.</translation>
    </message>
    <message>
        <source>Erase them for good…</source>
        <translation>מחיקתם לצמיתות…</translation>
    </message>
    <message>
        <source>Destroyed: every note, detail, file and answer of them, and their keys.</source>
        <translation>יושמדו: כל רישום, פרט, קובץ ותשובה שלהם, וגם המפתחות שלהם.</translation>
    </message>
    <message>
        <source>Backups made before keep them until they expire; exports and prints remain.</source>
        <translation>גיבויים שנעשו לפני כן שומרים אותם עד שיפוג תוקפם; ייצואים והדפסות נשארים.</translation>
    </message>
    <message numerus="yes">
        <source>Erase %n chart(s) for good?</source>
        <translation>
            <numerusform>למחוק תיק אחד לצמיתות?</numerusform>
            <numerusform>למחוק %n תיקים לצמיתות?</numerusform>
        </translation>
    </message>
    <message>
        <source>Erase for good</source>
        <translation>מחיקה לצמיתות</translation>
    </message>
    <message numerus="yes">
        <source>With them %n chart(s) that were merged into one of them: {names}.</source>
        <translation>
            <numerusform>ועמם תיק אחד שמוזג לתוך אחד מהם: {names}.</numerusform>
            <numerusform>ועמם %n תיקים שמוזגו לתוך אחד מהם: {names}.</numerusform>
        </translation>
    </message>
    <message>
        <source>They were deleted between {first} and {last}; by this computer today is {today}.</source>
        <translation>הם נמחקו בין {first} ל־{last}; לפי מחשב זה היום {today}.</translation>
    </message>
    <message>
        <source>Erasing</source>
        <translation>מוחקים</translation>
    </message>
</context>
<context>
    <name>DuplicateBar</name>
    <message>
        <source>It is another person: create anyway</source>
        <translation>זה אדם אחר: ליצור בכל זאת</translation>
    </message>
    <message numerus="yes">
        <source>There may be %n chart(s) of this person already</source>
        <translation>
            <numerusform>ייתכן שכבר יש תיק אחד של האדם הזה</numerusform>
            <numerusform>ייתכן שכבר יש %n תיקים של האדם הזה</numerusform>
        </translation>
    </message>
    <message>
        <source>Open that chart</source>
        <translation>פתיחת התיק ההוא</translation>
    </message>
    <message>
        <source>Open the chart of {name}</source>
        <translation>פתיחת התיק של {name}</translation>
    </message>
</context>
<context>
    <name>DuplicateReason</name>
    <message>
        <source>same number of an import</source>
        <translation>אותו מספר מייבוא</translation>
    </message>
    <message>
        <source>same name and birth date</source>
        <translation>אותו שם ותאריך לידה</translation>
    </message>
    <message>
        <source>same name</source>
        <translation>אותו שם</translation>
    </message>
    <message>
        <source>similar name and same birth date</source>
        <translation>שם דומה ואותו תאריך לידה</translation>
    </message>
    <message>
        <source>same phone</source>
        <translation>אותו טלפון</translation>
    </message>
    <message>
        <source>same e-mail</source>
        <translation>אותו דוא״ל</translation>
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
    <name>EarlierVersion</name>
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
        <source>Back to the current version</source>
        <translation>חזרה לגרסה הנוכחית</translation>
    </message>
</context>
<context>
    <name>EntryForm</name>
    <message>
        <source>Short form</source>
        <translation>קיצור</translation>
    </message>
    <message>
        <source>What it stands for, each on a line of its own</source>
        <translation>פירוש הקיצור, כל פירוש בשורה נפרדת</translation>
    </message>
    <message>
        <source>Each meaning on a line of its own</source>
        <translation>כל פירוש בשורה נפרדת</translation>
    </message>
    <message>
        <source>S&amp;hort form</source>
        <translation>&amp;קיצור</translation>
    </message>
    <message>
        <source>Stands &amp;for</source>
        <translation>&amp;פירוש</translation>
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
    <message numerus="yes">
        <source>Destroyed with it: %n chart(s) that were merged into this one: {names}</source>
        <translation>
            <numerusform>יושמד עמו תיק אחד שמוזג לתוך תיק זה: {names}</numerusform>
            <numerusform>יושמדו עמו %n תיקים שמוזגו לתוך תיק זה: {names}</numerusform>
        </translation>
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
    <message numerus="yes">
        <source>With it %n chart(s) that were merged into it: {names}</source>
        <translation>
            <numerusform>ועמו תיק אחד שמוזג לתוכו: {names}</numerusform>
            <numerusform>ועמו %n תיקים שמוזגו לתוכו: {names}</numerusform>
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
        <source>If erasing had started, the keys page says so and offers to continue.</source>
        <translation>אם המחיקה כבר התחילה, עמוד המפתחות אומר זאת ומציע להמשיך.</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export a chart</source>
        <translation>ייצוא תיק</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;ייצוא…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגירה</translation>
    </message>
    <message>
        <source>Newest session first</source>
        <translation>המפגש החדש ביותר ראשון</translation>
    </message>
    <message>
        <source>Oldest session first</source>
        <translation>המפגש הישן ביותר ראשון</translation>
    </message>
    <message>
        <source>Order of the sessions</source>
        <translation>סדר המפגשים</translation>
    </message>
    <message>
        <source>With the earlier &amp;versions of each session</source>
        <translation>עם ה&amp;גרסאות הקודמות של כל מפגש</translation>
    </message>
    <message>
        <source>In it: the client&apos;s details, every version of every session, attachments, appointments, letters, dismissed contradictions and conversations; the audit log&apos;s entries about this client, if you may read them. The export is recorded in the audit log.</source>
        <translation>יש בו: פרטי המטופל, כל גרסה של כל מפגש, קבצים מצורפים, תורים, מכתבים, סתירות שנדחו ושיחות; וכן רשומות יומן הביקורת על מטופל זה, אם מותר לכם לקרוא אותן. הייצוא נרשם ביומן הביקורת.</translation>
    </message>
    <message>
        <source>The file is not protected: whoever can open it can read the whole chart, and this program cannot take it back. Attachments, appointments and letters are not in it: they are in an archive. The export is recorded in the audit log.</source>
        <translation>הקובץ אינו מוגן: מי שיכול לפתוח אותו יכול לקרוא את כל התיק, והתוכנה אינה יכולה להשיב אותו. קבצים מצורפים, תורים ומכתבים אינם בו: הם נמצאים בארכיון. הייצוא נרשם ביומן הביקורת.</translation>
    </message>
    <message>
        <source>Writing, per cent</source>
        <translation>כתיבה, אחוזים</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s)</source>
        <translation>
            <numerusform>מפגש אחד</numerusform>
            <numerusform>%n מפגשים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n addendum(s)</source>
        <translation>
            <numerusform>תוספת אחת</numerusform>
            <numerusform>%n תוספות</numerusform>
        </translation>
    </message>
    <message>
        <source>Exported to {file}</source>
        <translation>יוצא אל {file}</translation>
    </message>
    <message>
        <source>The file is not protected. Delete it when it is no longer needed.</source>
        <translation>הקובץ אינו מוגן. מחקו אותו כשאין בו עוד צורך.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>נעצר</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>דבר לא נכתב.</translation>
    </message>
</context>
<context>
    <name>FeedbackView</name>
    <message>
        <source>Useful</source>
        <translation>מועילה</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>שגויה</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>שמירה</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>ביטול ההערכה</translation>
    </message>
    <message>
        <source>Stored on this computer only</source>
        <translation>נשמר במחשב זה בלבד</translation>
    </message>
    <message>
        <source>This answer was useful</source>
        <translation>התשובה הועילה</translation>
    </message>
    <message>
        <source>Something in this answer is wrong or missing</source>
        <translation>משהו בתשובה זו שגוי או חסר</translation>
    </message>
    <message>
        <source>Removes your rating of this answer</source>
        <translation>מסיר את הדירוג שנתתם לתשובה זו</translation>
    </message>
    <message>
        <source>Why? (optional)</source>
        <translation>מדוע? (לא חובה)</translation>
    </message>
    <message>
        <source>Why this answer was useful or wrong</source>
        <translation>מדוע תשובה זו מועילה או שגויה</translation>
    </message>
</context>
<context>
    <name>FieldBox</name>
    <message>
        <source>What {column} holds</source>
        <translation>מה יש בעמודה {column}</translation>
    </message>
    <message>
        <source>Not imported</source>
        <translation>לא מיובאת</translation>
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
        <source>Addendum</source>
        <translation>תוספת</translation>
    </message>
    <message>
        <source>Attachment</source>
        <translation>קובץ מצורף</translation>
    </message>
</context>
<context>
    <name>FiguresSheet</name>
    <message>
        <source>Figures of the last weeks</source>
        <translation>הנתונים של השבועות האחרונים</translation>
    </message>
    <message>
        <source>Nothing counted yet</source>
        <translation>עוד לא נספר דבר</translation>
    </message>
</context>
<context>
    <name>FiguresView</name>
    <message>
        <source>Counted on this computer only, kept for sixty days: names and numbers, no words.</source>
        <translation>נספר רק במחשב הזה ונשמר שישים יום: שמות ומספרים, בלי מילים.</translation>
    </message>
    <message>
        <source>Save as a picture…</source>
        <translation>שמירה כתמונה…</translation>
    </message>
    <message>
        <source>Nothing counted yet</source>
        <translation>עוד לא נספר דבר</translation>
    </message>
    <message>
        <source>How long asking, finding, saving and unlocking take is shown here as you work.</source>
        <translation>כאן יוצג, תוך כדי עבודה, כמה זמן אורכים מענה, חיפוש, שמירה ופתיחת הנעילה.</translation>
    </message>
</context>
<context>
    <name>FindCommands</name>
    <message>
        <source>Find in all &amp;notes</source>
        <translation>חיפוש בכל ה&amp;רשומות</translation>
    </message>
    <message>
        <source>Find in this cha&amp;rt</source>
        <translation>חיפוש ב&amp;תיק זה</translation>
    </message>
</context>
<context>
    <name>FindFilters</name>
    <message>
        <source>Part of the chart</source>
        <translation>חלק בתיק</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>נכתב על ידי</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>תקופה</translation>
    </message>
    <message>
        <source>Prefer &amp;newer</source>
        <translation>העדפת ה&amp;חדשים</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>ניקוי הסינון</translation>
    </message>
    <message>
        <source>Whole chart</source>
        <translation>כל התיק</translation>
    </message>
    <message>
        <source>Addenda</source>
        <translation>תוספות</translation>
    </message>
    <message>
        <source>Client record</source>
        <translation>רשומת המטופל</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>קבצים מצורפים</translation>
    </message>
    <message>
        <source>By anyone</source>
        <translation>כל הכותבים</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>כל הזמנים</translation>
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
        <source>Of two passages that answer equally well, the newer one comes first</source>
        <translation>מבין שני קטעים שעונים במידה שווה, החדש יותר מופיע תחילה</translation>
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
    <name>FindNotices</name>
    <message>
        <source>The index is ready now</source>
        <translation>האינדקס מוכן כעת</translation>
    </message>
    <message>
        <source>Search again: more may be found, in a better order.</source>
        <translation>חפשו שוב: ייתכן שיימצא עוד, ובסדר טוב יותר.</translation>
    </message>
    <message>
        <source>The models are ready now</source>
        <translation>המודלים מוכנים כעת</translation>
    </message>
    <message>
        <source>Search again, to find by meaning and not by words only.</source>
        <translation>חפשו שוב, כדי לחפש לפי משמעות ולא רק לפי מילים.</translation>
    </message>
    <message>
        <source>What is not indexed yet can be read, but not found.</source>
        <translation>מה שטרם נכנס לאינדקס ניתן לקריאה, אך לא לחיפוש.</translation>
    </message>
    <message>
        <source>For now, some notes are found by their words only; the order may change.</source>
        <translation>חלק מהרשומות נמצאות לפי שעה לפי מילים בלבד; הסדר עשוי להשתנות.</translation>
    </message>
    <message>
        <source>The index is still being built: {percent} %</source>
        <translation>האינדקס עדיין נבנה: {percent}%</translation>
    </message>
    <message>
        <source>The index is still being built: {percent} %, about {time} left</source>
        <translation>האינדקס עדיין נבנה: {percent}%, עוד {time} בערך</translation>
    </message>
    <message>
        <source>Part of these charts was changed outside Anamnesis</source>
        <translation>חלק מתיקים אלה שונה מחוץ ל־Anamnesis</translation>
    </message>
    <message>
        <source>It was left out. Open the chart to see what it is, and tell whoever looks after your computers.</source>
        <translation>הוא הושמט. פתחו את התיק כדי לראות במה מדובר, והודיעו למי שאחראי על המחשבים שלכם.</translation>
    </message>
    <message>
        <source>Only notes that share words with the question were found.</source>
        <translation>נמצאו רק רשומות שיש להן מילים משותפות עם השאלה.</translation>
    </message>
    <message>
        <source>Found by words only while the models load</source>
        <translation>חיפוש לפי מילים בלבד עד שהמודלים ייטענו</translation>
    </message>
    <message>
        <source>Found by words only: search by meaning is not ready</source>
        <translation>חיפוש לפי מילים בלבד: החיפוש לפי משמעות אינו מוכן</translation>
    </message>
    <message>
        <source>Found by words only: the models failed and are tried again soon</source>
        <translation>חיפוש לפי מילים בלבד: המודלים נכשלו, ויתבצע ניסיון נוסף בקרוב</translation>
    </message>
    <message>
        <source>Found by words only: the models are not available</source>
        <translation>חיפוש לפי מילים בלבד: המודלים אינם זמינים</translation>
    </message>
</context>
<context>
    <name>FindPage</name>
    <message>
        <source>Search again</source>
        <translation>חיפוש מחדש</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>הצגת עוד</translation>
    </message>
    <message>
        <source>There is nothing to search yet</source>
        <translation>אין עדיין במה לחפש</translation>
    </message>
    <message>
        <source>Notes can be found as soon as they are stored.</source>
        <translation>ניתן לחפש ברשומות מיד לאחר שנשמרו.</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>לא נמצא דבר</translation>
    </message>
    <message>
        <source>Search all notes</source>
        <translation>חיפוש בכל הרשומות</translation>
    </message>
    <message>
        <source>Nothing found so far</source>
        <translation>לא נמצא דבר עד כה</translation>
    </message>
    <message>
        <source>Not searched yet</source>
        <translation>החיפוש טרם נערך</translation>
    </message>
    <message>
        <source>Find in the chart of {name}</source>
        <translation>חיפוש בתיק של {name}</translation>
    </message>
    <message>
        <source>Find in all notes</source>
        <translation>חיפוש בכל הרשומות</translation>
    </message>
    <message>
        <source>Ask as you would ask a colleague, or type words: notes, addenda, client records and attachments are searched, in English and in Hebrew.</source>
        <translation>שאלו כפי שהייתם שואלים עמית, או הקלידו מילים: החיפוש נערך ברשומות, בתוספות, ברשומות המטופלים ובקבצים המצורפים, בעברית ובאנגלית.</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>מחפשים…</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>נעצר</translation>
    </message>
    <message>
        <source>Press Enter to search again.</source>
        <translation>הקישו Enter לחיפוש מחדש.</translation>
    </message>
    <message>
        <source>Notes have changed since this search</source>
        <translation>הרשומות השתנו מאז חיפוש זה</translation>
    </message>
</context>
<context>
    <name>FindWords</name>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <translation>
            <numerusform>קטע אחד</numerusform>
            <numerusform>%n קטעים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of %n client(s)</source>
        <comment>found</comment>
        <translation>
            <numerusform>של מטופל אחד</numerusform>
            <numerusform>של %n מטופלים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The nearest %n passage(s)</source>
        <translation>
            <numerusform>הקטע הקרוב ביותר</numerusform>
            <numerusform>%n הקטעים הקרובים ביותר</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>also on {days} and %n more day(s)</source>
        <translation>
            <numerusform>גם ב־{days} ובעוד יום אחד</numerusform>
            <numerusform>גם ב־{days} ובעוד %n ימים</numerusform>
        </translation>
    </message>
    <message>
        <source>also on {days}</source>
        <translation>גם ב־{days}</translation>
    </message>
    <message numerus="yes">
        <source>%n not indexed yet (not searched)</source>
        <translation>
            <numerusform>פריט אחד טרם נכנס לאינדקס (לא נסרק)</numerusform>
            <numerusform>%n פריטים טרם נכנסו לאינדקס (לא נסרקו)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed outside Anamnesis, left out</source>
        <translation>
            <numerusform>אחד שונה מחוץ ל־Anamnesis והושמט</numerusform>
            <numerusform>%n שונו מחוץ ל־Anamnesis והושמטו</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>searched %n passage(s) of records and attachments</source>
        <translation>
            <numerusform>נסרק קטע אחד של רשומות מטופלים וקבצים מצורפים</numerusform>
            <numerusform>נסרקו %n קטעים של רשומות מטופלים וקבצים מצורפים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>searched %n session(s)</source>
        <translation>
            <numerusform>נסרק מפגש אחד</numerusform>
            <numerusform>נסרקו %n מפגשים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of %n client(s)</source>
        <comment>searched</comment>
        <translation>
            <numerusform>של מטופל אחד</numerusform>
            <numerusform>של %n מטופלים</numerusform>
        </translation>
    </message>
    <message>
        <source>{searched}, {since} – {until}</source>
        <translation>{searched}, {since} – {until}</translation>
    </message>
    <message numerus="yes">
        <source>%n could not be read</source>
        <translation>
            <numerusform>פריט אחד לא ניתן לקריאה</numerusform>
            <numerusform>%n פריטים לא ניתנים לקריאה</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingsBar</name>
    <message>
        <source>Something was changed outside Anamnesis</source>
        <translation>משהו שונה מחוץ ל־Anamnesis</translation>
    </message>
    <message>
        <source>Leave everything as it is and contact whoever looks after your computers.</source>
        <translation>השאירו את המצב כפי שהוא, ופנו למי שאחראי על המחשבים שלכם.</translation>
    </message>
</context>
<context>
    <name>FormDialog</name>
    <message>
        <source>What you typed is not stored</source>
        <translation>מה שהוקלד לא נשמר</translation>
    </message>
    <message>
        <source>Continuing discards it.</source>
        <translation>המשך ישליך אותו.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>השלכה</translation>
    </message>
</context>
<context>
    <name>FormWords</name>
    <message>
        <source>a form</source>
        <translation>טופס</translation>
    </message>
    <message>
        <source>details of a client</source>
        <translation>פרטי מטופל</translation>
    </message>
    <message>
        <source>an addendum</source>
        <translation>תוספת</translation>
    </message>
    <message>
        <source>the reason for a retraction</source>
        <translation>הסיבה לביטול תוקף</translation>
    </message>
    <message>
        <source>an appointment</source>
        <translation>תור</translation>
    </message>
    <message>
        <source>a letter</source>
        <translation>מכתב</translation>
    </message>
    <message>
        <source>a template, snippet or letter text</source>
        <translation>נוסח של תבנית, קטע מוכן או מכתב</translation>
    </message>
    <message>
        <source>an abbreviation of the practice</source>
        <translation>קיצור של המרפאה</translation>
    </message>
    <message>
        <source>the reason for deleting a chart</source>
        <translation>הסיבה למחיקת תיק</translation>
    </message>
    <message>
        <source>a question that was not asked</source>
        <translation>שאלה שלא נשאלה</translation>
    </message>
    <message>
        <source>the reason for merging charts</source>
        <translation>הסיבה למיזוג תיקים</translation>
    </message>
    <message>
        <source>the reason for dismissing a contradiction</source>
        <translation>הסיבה להסרת סתירה</translation>
    </message>
</context>
<context>
    <name>FormsBar</name>
    <message>
        <source>Not finished last time: {forms}</source>
        <translation>לא הושלם בפעם הקודמת: {forms}</translation>
    </message>
    <message>
        <source>What you typed there is saved, encrypted.</source>
        <translation>מה שהוקלד שם נשמר מוצפן.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>פתיחה</translation>
    </message>
</context>
<context>
    <name>FoundPlace</name>
    <message>
        <source>Client record</source>
        <translation>רשומת המטופל</translation>
    </message>
    <message>
        <source>Attachment</source>
        <translation>קובץ מצורף</translation>
    </message>
    <message>
        <source>denied</source>
        <translation>הקטע שולל זאת</translation>
    </message>
    <message>
        <source>found by meaning</source>
        <translation>נמצא לפי משמעות</translation>
    </message>
</context>
<context>
    <name>Frame</name>
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
    <name>HandOverBar</name>
    <message>
        <source>Not now</source>
        <translation>לא עכשיו</translation>
    </message>
    <message>
        <source>{account} asks for the practice</source>
        <translation>המרפאה מתבקשת על ידי {account}</translation>
    </message>
    <message>
        <source>Handing it over saves what you typed, locks, and closes Anamnesis here.</source>
        <translation>במסירה נשמר מה שהקלדתם, המרפאה ננעלת, ו־Anamnesis נסגר כאן.</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>מסירה</translation>
    </message>
</context>
<context>
    <name>HealthPage</name>
    <message>
        <source>Health</source>
        <translation>תקינות</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>בדקו שוב</translation>
    </message>
    <message>
        <source>Report for support…</source>
        <translation>דוח לתמיכה…</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>בבדיקה</translation>
    </message>
    <message>
        <source>checked at {time}</source>
        <translation>נבדק בשעה {time}</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>בדיקות</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>נתונים</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>יומן</translation>
    </message>
    <message>
        <source>Indexing has begun</source>
        <translation>ההוספה לאינדקס התחילה</translation>
    </message>
    <message>
        <source>How far it is stands at the foot of the window.</source>
        <translation>ההתקדמות מוצגת בתחתית החלון.</translation>
    </message>
    <message>
        <source>Finishing the work on the keys</source>
        <translation>משלימים את העבודה על המפתחות</translation>
    </message>
    <message>
        <source>Save the figures</source>
        <translation>שמירת הנתונים</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>תמונה (*.png)</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>נשמר</translation>
    </message>
    <message>
        <source>The figures are saved as a picture.</source>
        <translation>הנתונים נשמרו כתמונה.</translation>
    </message>
</context>
<context>
    <name>HealthWords</name>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>לפני יום</numerusform>
            <numerusform>לפני %n ימים</numerusform>
        </translation>
    </message>
    <message>
        <source>less than a day ago</source>
        <translation>לפני פחות מיממה</translation>
    </message>
    <message>
        <source>{number} ms</source>
        <translation>{number} מ״ש</translation>
    </message>
    <message>
        <source>{number} s</source>
        <translation>{number} ש׳</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) need attention</source>
        <translation>
            <numerusform>דבר אחד דורש תשומת לב</numerusform>
            <numerusform>%n דברים דורשים תשומת לב</numerusform>
        </translation>
    </message>
    <message>
        <source>All is in order</source>
        <translation>הכול תקין</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>This conversation cannot be read</source>
        <translation>לא ניתן לקרוא שיחה זו</translation>
    </message>
</context>
<context>
    <name>HistoryController</name>
    <message>
        <source>Delete this conversation?</source>
        <translation>למחוק שיחה זו?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>מחיקה</translation>
    </message>
    <message>
        <source>About {name}</source>
        <translation>על {name}</translation>
    </message>
    <message>
        <source>About the practice</source>
        <translation>על כל המרפאה</translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) and their answers are deleted for good.</source>
        <translation>
            <numerusform>שאלה אחת והתשובה עליה יימחקו לצמיתות.</numerusform>
            <numerusform>%n שאלות והתשובות עליהן יימחקו לצמיתות.</numerusform>
        </translation>
    </message>
    <message>
        <source>The notes they quote stay as they are.</source>
        <translation>הרשומות שהן מצטטות יישארו כפי שהן.</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message numerus="yes">
        <source>{moment}, %n question(s)</source>
        <translation>
            <numerusform>{moment}, שאלה אחת</numerusform>
            <numerusform>{moment}, %n שאלות</numerusform>
        </translation>
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
        <source>Delete…</source>
        <translation>מחיקה…</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>רענון</translation>
    </message>
    <message>
        <source>What you ask here is saved, encrypted like the notes.</source>
        <translation>מה שנשאל כאן נשמר, מוצפן כמו הרישומים.</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) found</source>
        <translation>
            <numerusform>נמצאה תשובה אחת</numerusform>
            <numerusform>נמצאו %n תשובות</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>לא נמצא דבר</translation>
    </message>
    <message>
        <source>No earlier question or answer contains all of these words.</source>
        <translation>אין כאן שאלה או תשובה קודמת שמכילה את כל המילים האלה.</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>מחפשים…</translation>
    </message>
    <message>
        <source>Search earlier conversations</source>
        <translation>חיפוש בשיחות קודמות</translation>
    </message>
    <message>
        <source>Delete this conversation (Del)</source>
        <translation>מחיקת שיחה זו (Del)</translation>
    </message>
    <message>
        <source>Reload the list (F5)</source>
        <translation>קריאת הרשימה מחדש (F5)</translation>
    </message>
    <message>
        <source>&amp;Undo this import…</source>
        <translation>&amp;ביטול ייבוא זה…</translation>
    </message>
    <message>
        <source>Nothing was imported yet</source>
        <translation>עדיין לא יובא דבר</translation>
    </message>
    <message>
        <source>Undo this import?</source>
        <translation>לבטל ייבוא זה?</translation>
    </message>
    <message>
        <source>Clients it made go to the trash with their charts, where they can be restored for 30 days. Sessions it added to other charts are deleted.

What was changed since is kept and named.</source>
        <translation>מטופלים שנוצרו בו עוברים עם תיקיהם אל התיקים שנמחקו, ושם ניתן לשחזר אותם במשך 30 יום. מפגשים שנוספו בו לתיקים אחרים נמחקים.

מה שמישהו שינה מאז נשמר ומצוין בשמו.</translation>
    </message>
    <message>
        <source>Undo the import</source>
        <translation>ביטול הייבוא</translation>
    </message>
</context>
<context>
    <name>HitsList</name>
    <message>
        <source>Passages found</source>
        <translation>קטעים שנמצאו</translation>
    </message>
</context>
<context>
    <name>IdentityBanner</name>
    <message>
        <source>No consent recorded</source>
        <translation>לא רשומה הסכמה</translation>
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
        <translation>היסטוריה רפואית, הערות ופרטי קשר</translation>
    </message>
    <message>
        <source>Sessions, attachments and appointments</source>
        <translation>מפגשים, קבצים מצורפים ותורים</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>ציר הזמן</translation>
    </message>
    <message>
        <source>More of this chart</source>
        <translation>עוד על תיק זה</translation>
    </message>
</context>
<context>
    <name>IdentityComparison</name>
    <message>
        <source>Different: {names}. Make sure that this is one person.</source>
        <translation>שונה: {names}. ודאו שמדובר באדם אחד.</translation>
    </message>
    <message>
        <source>The two charts do not contradict each other.</source>
        <translation>בכל מקום ששני התיקים אומרים בו משהו, הם אומרים אותו דבר.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>שם</translation>
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
        <source>Allergies</source>
        <translation>אלרגיות</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import charts</source>
        <translation>ייבוא תיקים</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>ייבוא</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגירה</translation>
    </message>
    <message>
        <source>Leave out the &amp;refused lines and import the others</source>
        <translation>דילוג על השורות שנ&amp;דחו וייבוא האחרות</translation>
    </message>
    <message>
        <source>Choose &amp;files…</source>
        <translation>בחירת &amp;קבצים…</translation>
    </message>
    <message>
        <source>refused, because it can mean two days</source>
        <translation>נדחה, משום שיש לו שתי משמעויות אפשריות</translation>
    </message>
    <message>
        <source>the day first: 3 April</source>
        <translation>היום ראשון: 3 באפריל</translation>
    </message>
    <message>
        <source>the month first: 4 March</source>
        <translation>החודש ראשון: 4 במרץ</translation>
    </message>
    <message>
        <source>A &amp;date like 3/4/2024 is</source>
        <translation>&amp;תאריך כמו 3/4/2024 הוא</translation>
    </message>
    <message>
        <source>No file is chosen yet</source>
        <translation>עדיין לא נבחר קובץ</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>בחירת קבצים…</translation>
    </message>
    <message>
        <source>No line is refused</source>
        <translation>לא נדחתה אף שורה</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>&amp;עמודות</translation>
    </message>
    <message>
        <source>&amp;Earlier imports</source>
        <translation>&amp;ייבואים קודמים</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>כל הקבצים (*)</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>קוראים</translation>
    </message>
    <message>
        <source>Choose JSON Lines or CSV files or an archive, or drop them here. You see first what would be stored; an import can be undone as a whole.</source>
        <translation>בחרו קובצי JSON Lines או CSV או ארכיון, או גררו אותם לכאן. תראו תחילה מה יישמר; אפשר לבטל ייבוא בשלמותו.</translation>
    </message>
    <message>
        <source>Charts and archives (*.jsonl *.ndjson *.json *.csv *.tsv *.txt *.age *.tar)</source>
        <translation>תיקים וארכיונים (‎*.jsonl *.ndjson *.json *.csv *.tsv *.txt *.age *.tar)</translation>
    </message>
    <message>
        <source>In the file, but not imported: {names}</source>
        <translation>בקובץ, אך לא יובא: {names}</translation>
    </message>
    <message>
        <source>Say what the columns hold</source>
        <translation>ציינו מה יש בעמודות</translation>
    </message>
    <message>
        <source>At least one must hold the clients&apos; names. The preview follows each choice.</source>
        <translation>לפחות באחת מהן צריכים להיות שמות המטופלים. התצוגה המקדימה מתעדכנת עם כל בחירה.</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s),</source>
        <translation>
            <numerusform>מטופל אחד,</numerusform>
            <numerusform>%n מטופלים,</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them new;</source>
        <translation>
            <numerusform>אחד מהם חדש;</numerusform>
            <numerusform>%n מהם חדשים;</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s),</source>
        <translation>
            <numerusform>מפגש אחד,</numerusform>
            <numerusform>%n מפגשים,</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n there already;</source>
        <translation>
            <numerusform>אחד כבר קיים;</numerusform>
            <numerusform>%n כבר קיימים;</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) refused.</source>
        <translation>
            <numerusform>שורה אחת נדחתה.</numerusform>
            <numerusform>%n שורות נדחו.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new client(s) may have a chart here already.</source>
        <translation>
            <numerusform>ייתכן שלמטופל חדש אחד כבר יש תיק כאן.</numerusform>
            <numerusform>ייתכן של־%n מטופלים חדשים כבר יש תיק כאן.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is stored yet.</source>
        <translation>עדיין לא נשמר דבר.</translation>
    </message>
    <message>
        <source>&amp;Preview</source>
        <translation>ת&amp;צוגה מקדימה</translation>
    </message>
    <message>
        <source>&amp;Refused lines ({count})</source>
        <translation>&amp;שורות שנדחו ({count})</translation>
    </message>
    <message>
        <source>Importing client</source>
        <translation>מייבאים מטופל</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) added.</source>
        <translation>
            <numerusform>נוסף מטופל אחד.</numerusform>
            <numerusform>נוספו %n מטופלים.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) added.</source>
        <translation>
            <numerusform>נוסף מפגש אחד.</numerusform>
            <numerusform>נוספו %n מפגשים.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) were there already.</source>
        <translation>
            <numerusform>מפגש אחד כבר היה קיים.</numerusform>
            <numerusform>%n מפגשים כבר היו קיימים.</numerusform>
        </translation>
    </message>
    <message>
        <source>It can be undone under “Earlier imports”.</source>
        <translation>ניתן לבטל אותו תחת ״ייבואים קודמים״.</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>יובא</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>נעצר</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>דבר לא שונה.</translation>
    </message>
    <message>
        <source>Undoing chart</source>
        <translation>מבטלים תיק</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) moved to the trash.</source>
        <translation>
            <numerusform>מטופל אחד הועבר אל התיקים שנמחקו.</numerusform>
            <numerusform>%n מטופלים הועברו אל התיקים שנמחקו.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) taken back.</source>
        <translation>
            <numerusform>מפגש אחד נלקח בחזרה.</numerusform>
            <numerusform>%n מפגשים נלקחו בחזרה.</numerusform>
        </translation>
    </message>
    <message>
        <source>Kept, because it was changed since: {names}</source>
        <translation>נשארו, משום שמישהו שינה אותם מאז: {names}</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ועוד אחד</numerusform>
            <numerusform>ועוד %n</numerusform>
        </translation>
    </message>
    <message>
        <source>The import was undone</source>
        <translation>הייבוא בוטל</translation>
    </message>
</context>
<context>
    <name>ImportTables</name>
    <message>
        <source>Line</source>
        <translation>שורה</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>מטופל</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>נולד/ה</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>מפגש</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>סוג</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>תחילת הטקסט</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>מה קורה</translation>
    </message>
    <message>
        <source>Sessions to be imported</source>
        <translation>מפגשים לייבוא</translation>
    </message>
    <message>
        <source>File</source>
        <translation>קובץ</translation>
    </message>
    <message>
        <source>Why it is refused, and what to do</source>
        <translation>מדוע נדחתה, ומה לעשות</translation>
    </message>
    <message>
        <source>Refused lines</source>
        <translation>שורות שנדחו</translation>
    </message>
    <message>
        <source>When</source>
        <translation>מתי</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>מי</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>מטופלים</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>מפגשים</translation>
    </message>
    <message>
        <source>State</source>
        <translation>מצב</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>קבצים</translation>
    </message>
    <message>
        <source>Earlier imports</source>
        <translation>ייבואים קודמים</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>יובא</translation>
    </message>
    <message>
        <source>undone {moment}</source>
        <translation>בוטל {moment}</translation>
    </message>
</context>
<context>
    <name>ImportWords</name>
    <message>
        <source>{file}: JSON Lines, UTF-8.</source>
        <translation>הקובץ {file}: JSON Lines,‏ UTF-8.</translation>
    </message>
    <message>
        <source>{file}: CSV, separated by {separator}, encoded as {encoding}.</source>
        <translation>הקובץ {file}: CSV, מופרד ב{separator}, בקידוד {encoding}.</translation>
    </message>
    <message>
        <source>{file}: CSV, separated by {separator}, probably encoded as {encoding}: check that names and notes read well before you import.</source>
        <translation>הקובץ {file}: CSV, מופרד ב{separator}, כנראה בקידוד {encoding}: ודאו לפני הייבוא ששמות ורישומים נקראים כראוי.</translation>
    </message>
    <message>
        <source>commas</source>
        <translation>פסיקים</translation>
    </message>
    <message>
        <source>semicolons</source>
        <translation>נקודה־פסיק</translation>
    </message>
    <message>
        <source>tabs</source>
        <translation>טאבים</translation>
    </message>
    <message>
        <source>bars</source>
        <translation>קווים אנכיים</translation>
    </message>
    <message>
        <source>added to the existing chart</source>
        <translation>נוסף לתיק הקיים</translation>
    </message>
    <message>
        <source>new, but may have a chart: {reasons}</source>
        <translation>חדש, אך ייתכן שיש לו תיק: {reasons}</translation>
    </message>
    <message>
        <source>new client</source>
        <translation>מטופל חדש</translation>
    </message>
    <message>
        <source>same id</source>
        <translation>אותו מזהה</translation>
    </message>
    <message>
        <source>same name and birth date</source>
        <translation>אותו שם ותאריך לידה</translation>
    </message>
    <message>
        <source>same name</source>
        <translation>אותו שם</translation>
    </message>
    <message>
        <source>similar name</source>
        <translation>שם דומה</translation>
    </message>
    <message>
        <source>same phone</source>
        <translation>אותו טלפון</translation>
    </message>
    <message>
        <source>same email</source>
        <translation>אותו דוא״ל</translation>
    </message>
</context>
<context>
    <name>Imposed</name>
    <message>
        <source>Set by the settings of this computer</source>
        <translation>נקבע בהגדרות המחשב</translation>
    </message>
    <message>
        <source>Set by your organisation: {place}</source>
        <translation>נקבע בידי הארגון שלכם: {place}</translation>
    </message>
    <message>
        <source>Set in the file of settings: {place}</source>
        <translation>נקבע בקובץ ההגדרות: {place}</translation>
    </message>
</context>
<context>
    <name>IndexCard</name>
    <message>
        <source>Index</source>
        <translation>אינדקס</translation>
    </message>
    <message>
        <source>Re&amp;build index…</source>
        <translation>בניית &amp;אינדקס מחדש…</translation>
    </message>
    <message>
        <source>Builds the whole index again; search keeps working</source>
        <translation>בונה את כל האינדקס מחדש; החיפוש ממשיך לפעול בינתיים</translation>
    </message>
</context>
<context>
    <name>IndexWords</name>
    <message>
        <source>Notes are found by their words only: no model has indexed them yet.</source>
        <translation>החיפוש ברשומות הוא לפי מילים בלבד: שום מודל עדיין לא בנה להן אינדקס.</translation>
    </message>
    <message>
        <source>Notes are found with {model}.</source>
        <translation>החיפוש ברשומות נעשה בעזרת {model}.</translation>
    </message>
    <message>
        <source>There is nothing to index yet.</source>
        <translation>אין עדיין דבר לבניית אינדקס.</translation>
    </message>
    <message>
        <source>{percent} % indexed: {indexed} of {total} notes and records</source>
        <translation>באינדקס {percent}%: {indexed} מתוך {total} רשומות</translation>
    </message>
    <message numerus="yes">
        <source>All %n note(s) and record(s) are indexed</source>
        <translation>
            <numerusform>הרשומה היחידה נמצאת באינדקס</numerusform>
            <numerusform>כל %n הרשומות נמצאות באינדקס</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <comment>indexed</comment>
        <translation>
            <numerusform>קטע אחד</numerusform>
            <numerusform>%n קטעים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) or record(s) were missing or outdated in the index and were corrected</source>
        <translation>
            <numerusform>האינדקס לא תאם לרשומה אחת ותוקן</numerusform>
            <numerusform>האינדקס לא תאם ל־%n רשומות ותוקן</numerusform>
        </translation>
    </message>
    <message>
        <source>New index being built: {model}, {percent} % ({done} of {total}); it is used once complete.</source>
        <translation>נבנה אינדקס חדש: {model}, {percent}% ({done} מתוך {total}); ישמש לאחר השלמתו.</translation>
    </message>
    <message numerus="yes">
        <source>%n a minute</source>
        <comment>notes</comment>
        <translation>
            <numerusform>רשומה אחת בדקה</numerusform>
            <numerusform>%n רשומות בדקה</numerusform>
        </translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>עוד {time} בערך</translation>
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
        <source>The encrypted files are kept in the data directory, in the folder “journal”.</source>
        <translation>הקבצים החתומים שמורים בתיקיית הנתונים, בתיקייה ‎“journal”‎.</translation>
    </message>
    <message>
        <source>Saving continues in the background.</source>
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
    <name>Keys</name>
    <message>
        <source>Backups made before open with the passphrases and the recovery key of their time. Make a new one now.</source>
        <translation>גיבויים שנוצרו קודם נפתחים בביטויי הסיסמה ובמפתח השחזור של זמנם. צרו עכשיו גיבוי חדש.</translation>
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
        <source>Ways to unlock</source>
        <translation>דרכי פתיחה</translation>
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
        <source>It is easier to guess than it should be.</source>
        <translation>קל לנחש אותו יותר מן הראוי.</translation>
    </message>
    <message>
        <source>Change that passphrase: the new one gets the protection this computer can bear.</source>
        <translation>החליפו את ביטוי הסיסמה: החדש יקבל את ההגנה שמחשב זה יכול לשאת.</translation>
    </message>
    <message>
        <source>One of your ways to unlock was made by an earlier version</source>
        <translation>אחת מדרכי הפתיחה שלכם נוצרה בגרסה קודמת</translation>
    </message>
    <message>
        <source>With an old vault file, what you replaced before still opens the practice.</source>
        <translation>עם קובץ כספת ישן, מה שהחלפתם בעבר עדיין פותח את המרפאה.</translation>
    </message>
    <message>
        <source>Unlock with your passphrase once, and make a new recovery key.</source>
        <translation>פתחו פעם אחת עם ביטוי הסיסמה, וצרו מפתח שחזור חדש.</translation>
    </message>
    <message>
        <source>Rotate the keys?</source>
        <translation>להחליף את המפתחות?</translation>
    </message>
    <message>
        <source>Every client gets a new key, under a new workspace key. Do it once a year, or after a person or a computer was lost.

Existing notes are not re-encrypted: whoever copied the old keys and the old records can still read those. Passphrases and the recovery key stay as they are.

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
        <source>Workspace key {version} is now in use.</source>
        <translation>מפתח המרפאה {version} בתוקף מעתה.</translation>
    </message>
    <message>
        <source>Finishing what was started</source>
        <translation>מסיימים את מה שהתחיל</translation>
    </message>
    <message>
        <source>What was started is finished</source>
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
        <source>The old one no longer opens anything. Destroy its paper and its files.</source>
        <translation>הישן אינו פותח עוד דבר. השמידו את הדף ואת הקבצים שלו.</translation>
    </message>
    <message>
        <source>Checking the records</source>
        <translation>בודקים את הרשומות</translation>
    </message>
    <message>
        <source>Every record is intact</source>
        <translation>כל הרשומות תקינות</translation>
    </message>
    <message>
        <source>Nothing was changed, removed or replaced outside Anamnesis.</source>
        <translation>דבר לא שונה, לא הוסר ולא הוחלף מחוץ ל־Anamnesis.</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) were changed outside Anamnesis</source>
        <translation>
            <numerusform>רשומה אחת שונתה מחוץ ל־Anamnesis</numerusform>
            <numerusform>%n רשומות שונו מחוץ ל־Anamnesis</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask whoever looks after this computer. To restore a backup from before, see Backups, in the menu File.</source>
        <translation>פנו למי שאחראי על המחשב. על שחזור גיבוי ראו “גיבויים” בתפריט “קובץ”.</translation>
    </message>
</context>
<context>
    <name>LetterDialog</name>
    <message>
        <source>Letter</source>
        <translation>מכתב</translation>
    </message>
    <message>
        <source>&amp;Save in the chart</source>
        <translation>&amp;שמירה בתיק</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגירה</translation>
    </message>
    <message>
        <source>Save, &amp;preview and print…</source>
        <translation>שמירה, ת&amp;צוגה מקדימה והדפסה…</translation>
    </message>
    <message>
        <source>Not stored yet</source>
        <translation>טרם נשמר</translation>
    </message>
    <message>
        <source>Storing the letter</source>
        <translation>שומרים את המכתב</translation>
    </message>
    <message>
        <source>Store it with empty places?</source>
        <translation>לשמור אותו עם מקומות ריקים?</translation>
    </message>
    <message>
        <source>Places in double brackets are not filled in; they would be printed as they stand.</source>
        <translation>מקומות בסוגריים כפולים לא מולאו; הם יודפסו כפי שהם.</translation>
    </message>
    <message>
        <source>Store it as it is</source>
        <translation>שמירה כפי שהוא</translation>
    </message>
</context>
<context>
    <name>LetterForm</name>
    <message>
        <source>Text of the letter</source>
        <translation>נוסח המכתב</translation>
    </message>
    <message>
        <source>&amp;Next empty place</source>
        <translation>המקום הריק ה&amp;בא</translation>
    </message>
    <message>
        <source>An empty letter</source>
        <translation>מכתב ריק</translation>
    </message>
    <message>
        <source>No session</source>
        <translation>ללא מפגש</translation>
    </message>
    <message>
        <source>A new letter</source>
        <translation>מכתב חדש</translation>
    </message>
    <message>
        <source>In the chart since {moment}</source>
        <translation>בתיק מאז {moment}</translation>
    </message>
    <message>
        <source>&amp;Letter</source>
        <translation>&amp;מכתב</translation>
    </message>
    <message>
        <source>&amp;Template</source>
        <translation>&amp;תבנית</translation>
    </message>
    <message>
        <source>&amp;About the session</source>
        <translation>&amp;על המפגש</translation>
    </message>
    <message>
        <source>T&amp;itle</source>
        <translation>&amp;כותרת</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) still empty</source>
        <translation>
            <numerusform>מקום אחד עדיין ריק</numerusform>
            <numerusform>%n מקומות עדיין ריקים</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListFilters</name>
    <message>
        <source>Filter</source>
        <translation>סינון</translation>
    </message>
    <message>
        <source>By tag; archived charts</source>
        <translation>לפי תגית; תיקים בארכיון</translation>
    </message>
    <message>
        <source>Filter the clients</source>
        <translation>סינון המטופלים</translation>
    </message>
    <message>
        <source>Archived charts too</source>
        <translation>גם תיקים בארכיון</translation>
    </message>
    <message>
        <source>No client has a tag yet</source>
        <translation>לאף מטופל אין עדיין תגית</translation>
    </message>
    <message>
        <source>{tag} ({count})</source>
        <translation>{tag} ({count})</translation>
    </message>
    <message>
        <source>Archived too</source>
        <translation>גם בארכיון</translation>
    </message>
    <message>
        <source>Remove this filter</source>
        <translation>הסרת סינון זה</translation>
    </message>
    <message>
        <source>Remove filter {name}</source>
        <translation>סינון {name}: הסרה</translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message>
        <source>Some words could not be stored, so they stay in this program&apos;s memory. Unlock before you close it or switch the computer off.</source>
        <translation>חלק מהמילים לא נשמרו, ולכן הן נשארות בזיכרון התוכנה. פתחו את הנעילה לפני סגירתה או כיבוי המחשב.</translation>
    </message>
    <message>
        <source>Version {version} is installed: start it</source>
        <translation>גרסה {version} מותקנת: להפעלה</translation>
    </message>
    <message>
        <source>Anamnesis</source>
        <translation>Anamnesis</translation>
    </message>
    <message>
        <source>This window is still the version of before. It closes first.</source>
        <translation>חלון זה הוא עדיין הגרסה הקודמת. הוא ייסגר תחילה.</translation>
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
        <source>Locking saves your notes, clears the screen and removes the keys from memory. What is typed in an open form with client details is not stored. It happens at once with “Lock”, when the computer sleeps or its lid is closed, and when its screen is locked or another user takes over, as far as the system tells.</source>
        <translation>נעילה שומרת את הרשומות שלכם, מסירה הכול מהמסך ומוחקת את המפתחות מהזיכרון. מה שהוקלד בטופס פתוח של פרטי מטופל אינו נשמר. היא מתבצעת מיד עם ״נעילה״, כשהמחשב עובר למצב שינה או כשמכסהו נסגר, וכשהמסך ננעל או משתמש אחר נכנס, ככל שהמערכת מודיעה על כך.</translation>
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
        <source>This applies to this computer. Short is safer where others pass by; each unlock takes about a second.</source>
        <translation>חל על מחשב זה. זמן קצר בטוח יותר במקום שאחרים עוברים בו; כל פתיחה נמשכת כשנייה.</translation>
    </message>
    <message numerus="yes">
        <source>The policy of this computer allows %n minute(s) at most.</source>
        <translation>
            <numerusform>מדיניות המחשב הזה מתירה דקה אחת לכל היותר.</numerusform>
            <numerusform>מדיניות המחשב הזה מתירה %n דקות לכל היותר.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogModel</name>
    <message>
        <source>Detail</source>
        <translation>פירוט</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>הודעה</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>אזהרה</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>שגיאה</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>תקלה</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>זמן</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>רמה</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>היכן</translation>
    </message>
    <message>
        <source>What</source>
        <translation>מה</translation>
    </message>
    <message>
        <source>Its words are left out: {place}</source>
        <translation>מילותיו לא נשמרו: {place}</translation>
    </message>
</context>
<context>
    <name>LogView</name>
    <message>
        <source>Least level</source>
        <translation>הרמה הנמוכה ביותר</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>הכול</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>אזהרות ושגיאות</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>שגיאות בלבד</translation>
    </message>
    <message>
        <source>Narrow by words, such as a code</source>
        <translation>צמצמו לפי מילים, למשל קוד</translation>
    </message>
    <message>
        <source>Log of the program</source>
        <translation>יומן התוכנה</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>שורה אחת</numerusform>
            <numerusform>%n שורות</numerusform>
        </translation>
    </message>
    <message>
        <source>No line matches</source>
        <translation>אין שורה מתאימה</translation>
    </message>
    <message>
        <source>Choose another level or other words.</source>
        <translation>בחרו רמה אחרת או מילים אחרות.</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>הצגת הכול</translation>
    </message>
    <message>
        <source>The log is empty</source>
        <translation>היומן ריק</translation>
    </message>
    <message>
        <source>What the program notes of its own work stands here.</source>
        <translation>כאן מופיע מה שהתוכנה רושמת על עבודתה.</translation>
    </message>
</context>
<context>
    <name>Meanwhile</name>
    <message>
        <source>Reading what was stored meanwhile…</source>
        <translation>קוראים מה נשמר בינתיים…</translation>
    </message>
    <message>
        <source>An addendum was added meanwhile</source>
        <translation>בינתיים נוספה תוספת</translation>
    </message>
    <message>
        <source>It is on the page behind this one. What you typed is still here, and not stored yet.</source>
        <translation>היא בעמוד שמאחורי חלון זה. מה שהקלדתם עדיין כאן, וטרם נשמר.</translation>
    </message>
    <message>
        <source>Check whether it still applies, then save it again.</source>
        <translation>בדקו אם הדבר עדיין נכון, ושמרו שוב.</translation>
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
    <name>MergeDialog</name>
    <message>
        <source>Merge two charts</source>
        <translation>מיזוג שני תיקים</translation>
    </message>
    <message>
        <source>Keep the other one instead</source>
        <translation>להשאיר את האחר במקומו</translation>
    </message>
    <message>
        <source>&amp;Reason, kept with both charts</source>
        <translation>&amp;סיבה, נשמרת עם שני התיקים</translation>
    </message>
    <message>
        <source>Choose the other chart first</source>
        <translation>בחרו תחילה את התיק האחר</translation>
    </message>
    <message>
        <source>Write the reason first</source>
        <translation>כתבו תחילה את הסיבה</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>מיזוג</translation>
    </message>
    <message>
        <source>The other chart</source>
        <translation>התיק האחר</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>סיבה</translation>
    </message>
    <message>
        <source>For example: entered twice under a maiden name</source>
        <translation>לדוגמה: הוזן פעמיים, גם בשם הנעורים</translation>
    </message>
    <message>
        <source>Merge the chart of {name} &amp;with</source>
        <translation>מיזוג התיק של {name} &amp;עם</translation>
    </message>
    <message>
        <source>There is no other chart</source>
        <translation>אין תיק אחר</translation>
    </message>
    <message>
        <source>Nothing can be merged.</source>
        <translation>אין מה למזג.</translation>
    </message>
    <message>
        <source>This chart stays</source>
        <translation>תיק זה נשאר</translation>
    </message>
    <message>
        <source>This one is copied</source>
        <translation>תיק זה מועתק</translation>
    </message>
    <message>
        <source>Every session of {source}, with attachments, appointments and letters, is copied into the chart of {into} and marked as copied. The chart of {source} leaves the list but stays whole, as the trace of the merge. Allergies, alerts and tags of both come together, empty lines are filled in, medical histories follow each other; where both say something else, what the chart of {into} says stays. The copying cannot be undone as a whole.</source>
        <translation>כל מפגש של {source}, עם הקבצים המצורפים, התורים והמכתבים, מועתק אל התיק של {into} ומסומן כהעתק. התיק של {source} יוצא מהרשימה אך נשאר שלם, כעדות למיזוג. האלרגיות, ההתראות והתגיות של שניהם מתאחדות, שורות ריקות מתמלאות, ורקע רפואי אחד מצטרף לאחר; היכן שהשניים סותרים זה את זה, נשאר מה שכתוב בתיק של {into}. לא ניתן לבטל את ההעתקה בשלמותה.</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>מעתיקים</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגירה</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) copied.</source>
        <translation>
            <numerusform>הועתק מפגש אחד.</numerusform>
            <numerusform>הועתקו %n מפגשים.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attachment(s), appointment(s) and letter(s) copied.</source>
        <translation>
            <numerusform>הועתק פריט אחד: קובץ מצורף, תור או מכתב.</numerusform>
            <numerusform>הועתקו %n קבצים מצורפים, תורים ומכתבים.</numerusform>
        </translation>
    </message>
    <message>
        <source>The charts were merged</source>
        <translation>התיקים מוזגו</translation>
    </message>
    <message>
        <source>The other chart is under Deleted and archived.</source>
        <translation>התיק האחר נמצא תחת ״נמחקו ובארכיון״.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>נעצר</translation>
    </message>
    <message>
        <source>Nothing was merged; both charts are as they were.</source>
        <translation>דבר לא מוזג; שני התיקים נותרו כפי שהיו.</translation>
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
    <name>MismatchBar</name>
    <message>
        <source>This chart was changed outside Anamnesis</source>
        <translation>תיק זה שונה מחוץ ל־Anamnesis</translation>
    </message>
    <message>
        <source>What you see may be out of date. It is not used for answers, exported or printed. Contact whoever looks after your computers.</source>
        <translation>ייתכן שמה שאתם רואים אינו מעודכן. הוא אינו משמש לתשובות, אינו מיוצא ואינו מודפס. פנו למי שאחראי על המחשבים שלכם.</translation>
    </message>
</context>
<context>
    <name>ModelWords</name>
    <message>
        <source>for finding</source>
        <translation>לחיפוש</translation>
    </message>
    <message>
        <source>licence {licence}</source>
        <translation>רישיון {licence}</translation>
    </message>
    <message>
        <source>licence not stated</source>
        <translation>רישיון לא צוין</translation>
    </message>
    <message>
        <source>vectors of {dimension} numbers</source>
        <translation>וקטורים של {dimension} מספרים</translation>
    </message>
    <message>
        <source>reads {tokens} tokens at once</source>
        <translation>קורא {tokens} אסימונים בבת אחת</translation>
    </message>
    <message>
        <source>bundle {bundle}</source>
        <translation>חבילה {bundle}</translation>
    </message>
    <message>
        <source>came with Anamnesis</source>
        <translation>הגיע עם Anamnesis</translation>
    </message>
    <message>
        <source>Its files are missing</source>
        <translation>הקבצים שלו חסרים</translation>
    </message>
    <message>
        <source>needs about {size} of memory</source>
        <translation>דורש כ־{size} של זיכרון</translation>
    </message>
    <message>
        <source>much for this computer</source>
        <translation>הרבה למחשב זה</translation>
    </message>
    <message>
        <source>too much for this computer</source>
        <translation>יותר מדי למחשב זה</translation>
    </message>
    <message>
        <source>Use Check to see whether it runs here</source>
        <translation>הבדיקה תראה אם הוא פועל במחשב זה</translation>
    </message>
    <message>
        <source>Does not run on this computer ({reason}, {day}): choose another one</source>
        <translation>אינו פועל במחשב זה ({reason}, {day}): בחרו מודל אחר</translation>
    </message>
    <message>
        <source>may read, not write: {read} of {asked} read right</source>
        <translation>רשאי לקרוא, לא לכתוב: {read} מתוך {asked} נקראו נכון</translation>
    </message>
    <message>
        <source>does not run</source>
        <translation>אינו פועל</translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation>טרם נבדק</translation>
    </message>
    <message>
        <source>in use, chooses quotes</source>
        <translation>בשימוש, בוחר ציטוטים</translation>
    </message>
    <message>
        <source>in use, quotes only</source>
        <translation>בשימוש, ציטוטים בלבד</translation>
    </message>
    <message>
        <source>in use, writes answers</source>
        <translation>בשימוש, כותב תשובות</translation>
    </message>
    <message>
        <source>did not pass the check: {right} of {asked} right</source>
        <translation>לא עבר את הבדיקה: {right} מתוך {asked} נכונות</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>בשימוש</translation>
    </message>
    <message>
        <source>being built: {percent} %</source>
        <translation>בבנייה: {percent}%</translation>
    </message>
    <message>
        <source>language model</source>
        <translation>מודל שפה</translation>
    </message>
    <message>
        <source>runs here ({level}, {day})</source>
        <translation>פועל ({level}, {day})</translation>
    </message>
    <message>
        <source>runs here ({level}, {tokens} tokens a second, {day})</source>
        <translation>פועל ({level}, {tokens} אסימונים בשנייה, {day})</translation>
    </message>
    <message>
        <source>passed the check: {right} of {asked} right</source>
        <translation>עבר את הבדיקה: {right} מתוך {asked} נכונות</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>נבחר</translation>
    </message>
</context>
<context>
    <name>ModelsDialog</name>
    <message>
        <source>Models and index</source>
        <translation>מודלים ואינדקס</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;הוספה…</translation>
    </message>
    <message>
        <source>Chec&amp;k</source>
        <translation>&amp;בדיקה</translation>
    </message>
    <message>
        <source>&amp;Use for finding</source>
        <translation>&amp;שימוש לחיפוש</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>ה&amp;סרה…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגירה</translation>
    </message>
    <message>
        <source>Copying the model, MB:</source>
        <translation>העתקת המודל (MB)</translation>
    </message>
    <message>
        <source>Remove {name}?</source>
        <translation>להסיר את {name}?</translation>
    </message>
    <message>
        <source>Its files are deleted from this computer. No note is affected.</source>
        <translation>הקבצים שלו יימחקו ממחשב זה. שום רשומה לא תשתנה.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>הסרה</translation>
    </message>
    <message>
        <source>Rebuild the whole index?</source>
        <translation>לבנות את כל האינדקס מחדש?</translation>
    </message>
    <message>
        <source>Every note is read and indexed again, which can take long. Search keeps working; you may close this window.</source>
        <translation>כל רשומה תיקרא ותיכנס לאינדקס מחדש, וזה עשוי להימשך זמן רב. החיפוש ימשיך לפעול בינתיים; ניתן לסגור חלון זה.</translation>
    </message>
    <message>
        <source>Rebuild</source>
        <translation>בנייה מחדש</translation>
    </message>
    <message>
        <source>Models of this computer</source>
        <translation>המודלים של מחשב זה</translation>
    </message>
    <message>
        <source>Copies a model from a disk of this computer to the others</source>
        <translation>מעתיק מודל מכונן של מחשב זה אל שאר המודלים</translation>
    </message>
    <message>
        <source>A &amp;folder, for finding…</source>
        <translation>&amp;תיקייה, לחיפוש…</translation>
    </message>
    <message>
        <source>A folder of sentence-transformers with safetensors weights</source>
        <translation>תיקייה של sentence-transformers עם משקלי safetensors</translation>
    </message>
    <message>
        <source>A &amp;GGUF file, for writing…</source>
        <translation>&amp;קובץ GGUF, לכתיבה…</translation>
    </message>
    <message>
        <source>An instruction-tuned language model in one file</source>
        <translation>מודל שפה שהותאם להוראות (instruct), בקובץ אחד</translation>
    </message>
    <message>
        <source>{name} passed the check: it writes answers.</source>
        <translation>המודל {name} עבר את הבדיקה: הוא כותב תשובות.</translation>
    </message>
    <message>
        <source>Trying the model:</source>
        <translation>בודק את המודל:</translation>
    </message>
    <message>
        <source>A &amp;bundle, signed…</source>
        <translation>&amp;חבילה חתומה…</translation>
    </message>
    <message>
        <source>One file with models, signed by whoever looks after this computer</source>
        <translation>קובץ אחד עם מודלים, חתום בידי מי שאחראי על המחשב הזה</translation>
    </message>
    <message>
        <source>Models stored here; Anamnesis never downloads any. When another one is chosen for finding, its index is built while the present one stays in use. A language model writes only if it passed the check; otherwise answers are quoted from the notes.</source>
        <translation>המודלים השמורים כאן; Anamnesis לעולם אינה מורידה מודלים. כשמשתמשים במודל אחר לאיתור, האינדקס נבנה בו לצד הישן ואז הוא מחליף אותו. מודל שפה כותב רק אם עבר את הבדיקה; אחרת התשובות הן ציטוטים מהרשומות.</translation>
    </message>
    <message>
        <source>The folder of an embedder</source>
        <translation>תיקייה של מודל חיפוש</translation>
    </message>
    <message>
        <source>The GGUF file of a language model</source>
        <translation>קובץ GGUF של מודל שפה</translation>
    </message>
    <message>
        <source>Language models (*.gguf)</source>
        <translation>מודלי שפה (*.gguf)</translation>
    </message>
    <message>
        <source>A bundle of models</source>
        <translation>חבילת מודלים</translation>
    </message>
    <message>
        <source>Bundles of models (*{suffix})</source>
        <translation>חבילות מודלים (*{suffix})</translation>
    </message>
    <message>
        <source>Indexing:</source>
        <translation>בניית אינדקס</translation>
    </message>
    <message>
        <source>{name} was removed</source>
        <translation>המודל {name} הוסר</translation>
    </message>
    <message>
        <source>{name} was added. Check it, then use it.</source>
        <translation>המודל {name} נוסף. בדקו אותו, ואז השתמשו בו.</translation>
    </message>
    <message>
        <source>{name} was added. Choose “Use for finding” to search with it.</source>
        <translation>המודל {name} נוסף. הוא ישמש לחיפוש לאחר שתבחרו בו.</translation>
    </message>
    <message>
        <source>{name}: {state}</source>
        <translation>{name}: {state}</translation>
    </message>
    <message>
        <source>{name} may say which quote answers; it does not write.</source>
        <translation>{name} רשאי לומר איזה ציטוט עונה; הוא אינו כותב.</translation>
    </message>
    <message>
        <source>{name} did not pass the check: answers are quoted from the notes.</source>
        <translation>המודל {name} לא עבר את הבדיקה: התשובות מצוטטות מהרשומות.</translation>
    </message>
    <message>
        <source>{name} is the language model of this computer now.</source>
        <translation>המודל {name} הוא כעת מודל השפה של מחשב זה.</translation>
    </message>
    <message>
        <source>{name} is used for search as soon as its index is built.</source>
        <translation>המודל {name} ישמש לחיפוש מיד לאחר שייבנה לו אינדקס.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was added.</source>
        <translation>נעצר. דבר לא נוסף.</translation>
    </message>
    <message>
        <source>Stopped. The check has to be started again.</source>
        <translation>נעצר. יש להתחיל את הבדיקה מחדש.</translation>
    </message>
    <message>
        <source>&amp;Use for writing</source>
        <translation>&amp;שימוש לכתיבה</translation>
    </message>
    <message>
        <source>Tries it on this computer and asks about a made-up chart, to see whether it may write</source>
        <translation>מנסה אותו במחשב הזה ושואל על תיק בדוי, כדי לראות אם הוא רשאי לכתוב</translation>
    </message>
    <message>
        <source>Tries it on this computer</source>
        <translation>מנסה אותו במחשב הזה</translation>
    </message>
    <message>
        <source>It comes with Anamnesis and cannot be removed</source>
        <translation>הוא חלק מ־Anamnesis ולא ניתן להסירו</translation>
    </message>
    <message>
        <source>It is in use: use another one first</source>
        <translation>הוא בשימוש: בחרו תחילה מודל אחר</translation>
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
        <source>Your notes are not re-encrypted. It takes a few seconds.</source>
        <translation>הרשומות שלכם אינן מוצפנות מחדש. הפעולה נמשכת שניות ספורות.</translation>
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
        <source>Checking this computer…</source>
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
        <source>This computer offers no keyring this program can use. Nothing is lost by that: the passphrase and the recovery key open everything.</source>
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
    <name>NavigationBar</name>
    <message>
        <source>Today</source>
        <translation>היום</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>מטופלים</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>חיפוש</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>תקינות</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>הגדרות</translation>
    </message>
</context>
<context>
    <name>NewPassphraseDialog</name>
    <message>
        <source>Choose a new passphrase</source>
        <translation>בחירת ביטוי סיסמה חדש</translation>
    </message>
    <message>
        <source>You unlocked with the recovery key. Choose a new passphrase now, and put the key back in its safe place. The old passphrase will no longer work.</source>
        <translation>פתחתם עם מפתח השחזור. בחרו כעת ביטוי סיסמה חדש, והחזירו את המפתח למקומו הבטוח. ביטוי הסיסמה הישן לא יפעל עוד.</translation>
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
    <name>NewerOffer</name>
    <message>
        <source>Version {version} is installed</source>
        <translation>גרסה {version} מותקנת</translation>
    </message>
    <message>
        <source>It was installed while this window was open. Everything is saved and closed.</source>
        <translation>היא הותקנה בזמן שחלון זה היה פתוח. הכול נשמר ונסגר.</translation>
    </message>
    <message>
        <source>Start it now</source>
        <translation>הפעלה עכשיו</translation>
    </message>
</context>
<context>
    <name>NoteStateBar</name>
    <message>
        <source>Bring back</source>
        <translation>החזרה</translation>
    </message>
    <message>
        <source>Its words are not shown; the rest of the chart is.</source>
        <translation>תוכנה אינו מוצג; שאר התיק מוצג.</translation>
    </message>
    <message>
        <source>This draft was deleted on {day}</source>
        <translation>הטיוטה נמחקה ב־{day}</translation>
    </message>
    <message>
        <source>It is neither found nor quoted.</source>
        <translation>היא אינה נמצאת בחיפוש ואינה מצוטטת.</translation>
    </message>
    <message>
        <source>Retracted on {day}, because: {reason}</source>
        <translation>תוקפו בוטל ב־{day}, והסיבה: {reason}</translation>
    </message>
    <message>
        <source>It no longer counts; it is neither found nor quoted.</source>
        <translation>הוא כבר אינו תקף; הוא אינו נמצא בחיפוש ואינו מצוטט.</translation>
    </message>
    <message>
        <source>Retracted by {name}.</source>
        <translation>תוקפו בוטל על ידי {name}.</translation>
    </message>
</context>
<context>
    <name>NoticeText</name>
    <message numerus="yes">
        <source>%n note(s) or file(s) could not be searched yet; the answer may be there.</source>
        <translation>
            <numerusform>עדיין לא היה אפשר לחפש ברשומה אחת או בקובץ אחד; ייתכן שהתשובה שם.</numerusform>
            <numerusform>עדיין לא היה אפשר לחפש ב־%n רשומות או קבצים; ייתכן שהתשובה שם.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask again in a moment.</source>
        <translation>שאלו שוב בעוד רגע.</translation>
    </message>
    <message>
        <source>Part of the charts searched was changed outside this program: it was left out, so the answer may be incomplete.</source>
        <translation>חלק מהתיקים שנסרקו שונה מחוץ לתוכנה: הוא הושמט, ולכן ייתכן שהתשובה חלקית.</translation>
    </message>
    <message>
        <source>Mentioned in the notes of {names}</source>
        <translation>מוזכר ברישומים של {names}</translation>
    </message>
    <message numerus="yes">
        <source>Mentioned in the notes of {names}; perhaps of %n other client(s), too</source>
        <translation>
            <numerusform>מוזכר ברישומים של {names}; אולי גם של מטופל אחד נוסף</numerusform>
            <numerusform>מוזכר ברישומים של {names}; אולי גם של %n מטופלים נוספים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) did not fit into what the model can read.</source>
        <translation>
            <numerusform>קטע אחד לא נכנס למה שהמודל יכול לקרוא.</numerusform>
            <numerusform>%n קטעים לא נכנסו למה שהמודל יכול לקרוא.</numerusform>
        </translation>
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
        <source>I have a &amp;backup</source>
        <translation>יש לי &amp;גיבוי</translation>
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
        <source>&amp;Ask for it</source>
        <translation>&amp;בקשת המרפאה</translation>
    </message>
    <message>
        <source>&amp;Do not wait</source>
        <translation>&amp;הפסקת ההמתנה</translation>
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
        <source>Saving your notes and removing the keys from memory</source>
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
    <message>
        <source>Copied: {done} of {total}</source>
        <translation>הועתקו {done} מתוך {total}</translation>
    </message>
    <message>
        <source>All is copied ({total}) and is being checked</source>
        <translation>הכול הועתק ({total}) וכעת נבדק</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>בשימוש</translation>
    </message>
    <message>
        <source>You asked for the practice</source>
        <translation>ביקשתם את המרפאה</translation>
    </message>
    <message>
        <source>It opens here as soon as it is closed there; where it is locked, that takes seconds.</source>
        <translation>היא תיפתח כאן מיד כשתיסגר שם; אם היא נעולה שם, זה עניין של שניות.</translation>
    </message>
    <message>
        <source>Waiting for the other account</source>
        <translation>ממתינים לחשבון האחר</translation>
    </message>
    <message>
        <source>The other account goes on working</source>
        <translation>החשבון האחר ממשיך לעבוד</translation>
    </message>
    <message>
        <source>It was asked and has not handed the practice over.</source>
        <translation>הוא התבקש ולא מסר את המרפאה.</translation>
    </message>
    <message>
        <source>Ask again later, or speak to the person.</source>
        <translation>בקשו שוב מאוחר יותר, או דברו עם האדם.</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>What is in {old} does not fit its name, so it is kept as {new}.</source>
        <translation>התוכן של {old} אינו תואם את שמו, ולכן הוא נשמר בשם {new}.</translation>
    </message>
    <message>
        <source>Added under another name</source>
        <translation>נוסף בשם אחר</translation>
    </message>
    <message>
        <source>Added {name}</source>
        <translation>נוסף: {name}</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) added</source>
        <translation>
            <numerusform>נוסף קובץ אחד</numerusform>
            <numerusform>נוספו %n קבצים</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}: {problem}</source>
        <translation>‏{name}: {problem}</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ועוד אחד</numerusform>
            <numerusform>ועוד %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were not added</source>
        <translation>
            <numerusform>קובץ אחד לא נוסף</numerusform>
            <numerusform>%n קבצים לא נוספו</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OverlapText</name>
    <message numerus="yes">
        <source>Overlaps %n other(s)</source>
        <translation>
            <numerusform>חופף תור אחד אחר</numerusform>
            <numerusform>חופף %n תורים אחרים</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OwnCommands</name>
    <message>
        <source>&amp;Go to or do…</source>
        <translation>מ&amp;עבר או ביצוע…</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>&amp;נעילה</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>י&amp;ציאה</translation>
    </message>
    <message>
        <source>&amp;About Anamnesis</source>
        <translation>&amp;אודות Anamnesis</translation>
    </message>
    <message>
        <source>Keys, people and &amp;audit…</source>
        <translation>מפ&amp;תחות, אנשים וביקורת…</translation>
    </message>
    <message>
        <source>&amp;Import charts…</source>
        <translation>&amp;ייבוא תיקים…</translation>
    </message>
    <message>
        <source>&amp;Export the practice…</source>
        <translation>ייצוא המרפאה…</translation>
    </message>
    <message>
        <source>&amp;Templates and snippets…</source>
        <translation>ת&amp;בניות וקטעים מוכנים…</translation>
    </message>
    <message>
        <source>A&amp;bbreviations…</source>
        <translation>&amp;ראשי תיבות וקיצורים…</translation>
    </message>
    <message>
        <source>&amp;Models and index…</source>
        <translation>מו&amp;דלים ואינדקס…</translation>
    </message>
    <message>
        <source>&amp;Deleted and archived…</source>
        <translation>נמחקו וב&amp;ארכיון…</translation>
    </message>
    <message>
        <source>&amp;Backups…</source>
        <translation>&amp;גיבויים…</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>&amp;הגדרות…</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts…</source>
        <translation>קיצורי &amp;מקשים…</translation>
    </message>
</context>
<context>
    <name>PageView</name>
    <message>
        <source>Page</source>
        <translation>עמוד</translation>
    </message>
</context>
<context>
    <name>PagesView</name>
    <message>
        <source>Preview of the pages</source>
        <translation>תצוגה מקדימה של העמודים</translation>
    </message>
</context>
<context>
    <name>PaletteRows</name>
    <message>
        <source>Clients</source>
        <translation>מטופלים</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>פעולות</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>תבניות</translation>
    </message>
    <message>
        <source>{group}: {shown} of {total}</source>
        <translation>{group}: {shown} מתוך {total}</translation>
    </message>
</context>
<context>
    <name>PanelMaker</name>
    <message>
        <source>Asking</source>
        <translation>שאלות</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>חיפוש</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>שמירה</translation>
    </message>
    <message>
        <source>Unlocking</source>
        <translation>פתיחת הנעילה</translation>
    </message>
    <message>
        <source>allowed: {time}</source>
        <translation>מותר: {time}</translation>
    </message>
    <message>
        <source>median</source>
        <translation>חציון</translation>
    </message>
    <message>
        <source>95 %</source>
        <translation>95%</translation>
    </message>
    <message>
        <source>99 %</source>
        <translation>99%</translation>
    </message>
    <message>
        <source>median {p50}, 95 % within {p95}, 99 % within {p99}</source>
        <translation>חציון {p50}, 95% עד {p95}, 99% עד {p99}</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <comment>measured</comment>
        <translation>
            <numerusform>פעם אחת</numerusform>
            <numerusform>%n פעמים</numerusform>
        </translation>
    </message>
    <message>
        <source>from the cache</source>
        <translation>מהמטמון</translation>
    </message>
    <message>
        <source>withheld sentences</source>
        <translation>משפטים שלא הוצגו</translation>
    </message>
    <message>
        <source>no second check</source>
        <translation>ללא בדיקה שנייה</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>תשובות</translation>
    </message>
    <message>
        <source>ended as they should</source>
        <translation>הסתיימו כראוי</translation>
    </message>
    <message>
        <source>Starts of the program</source>
        <translation>הפעלות של התוכנה</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>נכשלו</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>תקלות</translation>
    </message>
    <message>
        <source>{share} {what}</source>
        <translation>{share} {what}</translation>
    </message>
    <message>
        <source>allowed: {share}</source>
        <translation>מותר: {share}</translation>
    </message>
    <message numerus="yes">
        <source>%n failure(s)</source>
        <comment>in the last weeks</comment>
        <translation>
            <numerusform>תקלה אחת</numerusform>
            <numerusform>%n תקלות</numerusform>
        </translation>
    </message>
    <message>
        <source>Failures by kind</source>
        <translation>תקלות לפי סוג</translation>
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
        <source>&amp;Repeat passphrase</source>
        <translation>אימות ביטוי הסיסמה</translation>
    </message>
    <message>
        <source>Repeat passphrase</source>
        <translation>אימות ביטוי הסיסמה</translation>
    </message>
    <message>
        <source>The passphrases do not match.</source>
        <translation>ביטויי הסיסמה אינם תואמים.</translation>
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
        <source>&amp;Change…</source>
        <translation>&amp;שינוי…</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>הסרה…</translation>
    </message>
    <message>
        <source>You cannot remove yourself.</source>
        <translation>לא ניתן להסיר את עצמכם.</translation>
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
        <source>Saved</source>
        <translation>נשמר</translation>
    </message>
    <message>
        <source>{name} · {role}</source>
        <translation>{name} · {role}</translation>
    </message>
    <message>
        <source>Remove {name}?</source>
        <translation>להסיר את {name}?</translation>
    </message>
    <message>
        <source>What they have seen, and copies they made, stay with them.

Their passphrase no longer opens anything here, and their keys open nothing that is written from now on: all keys are rotated, which can take minutes. You can go on working meanwhile.

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
        <source>Who is unlocking</source>
        <translation>מי פותח</translation>
    </message>
</context>
<context>
    <name>PersonFields</name>
    <message>
        <source>It stands under signed notes and letters, and on the lock screen before anything is unlocked.</source>
        <translation>הוא מופיע מתחת לרישומים חתומים ולמכתבים, ובמסך הנעילה עוד לפני הפתיחה.</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>תפקיד</translation>
    </message>
</context>
<context>
    <name>PracticeExportDialog</name>
    <message>
        <source>Export the practice</source>
        <translation>ייצוא המרפאה</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>ייצוא…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגירה</translation>
    </message>
    <message>
        <source>Everything of the practice in one file: all charts with every version, attachments, appointments and letters, templates, conversations and the audit log. The format is open, and this program imports it into an empty practice. Keys and passphrases are not in it. The export is recorded in the audit log.</source>
        <translation>כל המרפאה בקובץ אחד: כל התיקים על כל הגרסאות, קבצים מצורפים, תורים ומכתבים, תבניות, שיחות ויומן הביקורת. התבנית פתוחה, ותוכנה זו מייבאת אותה למרפאה ריקה. מפתחות וביטויי סיסמה אינם בו. הייצוא נרשם ביומן הביקורת.</translation>
    </message>
    <message>
        <source>&amp;Leave out charts that are damaged, and name them</source>
        <translation>להשמיט תיקים פגומים ולנקוב בהם</translation>
    </message>
    <message>
        <source>Writing, per cent</source>
        <translation>כתיבה, אחוזים</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>נעצר</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>דבר לא נכתב.</translation>
    </message>
</context>
<context>
    <name>PracticeStep</name>
    <message>
        <source>Your practice</source>
        <translation>המרפאה שלכם</translation>
    </message>
    <message>
        <source>The name of the practice is shown once it is unlocked. On disk it is encrypted.</source>
        <translation>שם המרפאה מוצג לאחר פתיחתה. בדיסק הוא מוצפן.</translation>
    </message>
    <message>
        <source>&amp;Name of the practice</source>
        <translation>שם המרפאה</translation>
    </message>
    <message>
        <source>&amp;Your name</source>
        <translation>השם &amp;שלכם</translation>
    </message>
    <message>
        <source>Dr Jane Doe</source>
        <translation>ד&quot;ר ישראלה ישראלי</translation>
    </message>
    <message>
        <source>It stands under signed notes and letters, and on the lock screen before anything is unlocked.</source>
        <translation>הוא מופיע מתחת לרישומים חתומים ולמכתבים, ובמסך הנעילה עוד לפני הפתיחה.</translation>
    </message>
    <message>
        <source>&amp;Add the demo practice: fictional clients to look around in</source>
        <translation>הוספת מרפאת ההדגמה: מטופלים בדויים להתרשמות</translation>
    </message>
</context>
<context>
    <name>PreviousField</name>
    <message>
        <source>Choose this field to copy it into the draft</source>
        <translation>בחרו שדה זה כדי להעתיק אותו לטיוטה</translation>
    </message>
    <message>
        <source>Earlier session: {field}</source>
        <translation>מפגש קודם: {field}</translation>
    </message>
</context>
<context>
    <name>PreviousPane</name>
    <message>
        <source>Copy forward</source>
        <translation>העתקה לטיוטה</translation>
    </message>
    <message>
        <source>No earlier session</source>
        <translation>אין מפגש קודם</translation>
    </message>
    <message>
        <source>From the next visit on, the previous session can be read here.</source>
        <translation>החל מהביקור הבא ניתן יהיה לקרוא כאן את המפגש שקדם לו.</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>לא נמצא</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} מתוך {count}</translation>
    </message>
    <message>
        <source>There is no draft to copy into</source>
        <translation>אין טיוטה שאפשר להעתיק אליה</translation>
    </message>
    <message>
        <source>Choose the fields to copy</source>
        <translation>בחרו את השדות להעתקה</translation>
    </message>
    <message>
        <source>Copy the chosen fields into the draft, marked as copied (Ctrl+Z takes them back)</source>
        <translation>העתקת השדות שנבחרו לטיוטה, בסימון ״הועתק״ (Ctrl+Z מחזיר לאחור)</translation>
    </message>
    <message>
        <source>Earlier session to be shown</source>
        <translation>המפגש הקודם שיוצג</translation>
    </message>
    <message>
        <source>Show another earlier session</source>
        <translation>הצגת מפגש קודם אחר</translation>
    </message>
    <message>
        <source>Find in this session</source>
        <translation>חיפוש במפגש זה</translation>
    </message>
    <message>
        <source>Previous place (Shift+Enter)</source>
        <translation>המקום הקודם (Shift+Enter)</translation>
    </message>
    <message>
        <source>Next place (Enter)</source>
        <translation>המקום הבא (Enter)</translation>
    </message>
</context>
<context>
    <name>PrintPreview</name>
    <message>
        <source>Print preview</source>
        <translation>תצוגה לפני הדפסה</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>ה&amp;דפסה…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגירה</translation>
    </message>
    <message>
        <source>Save as P&amp;DF…</source>
        <translation>שמירה כ־P&amp;DF…</translation>
    </message>
    <message>
        <source>Printing hands these pages to the print system of this computer, which may keep a readable copy until they are printed; so may the printer.</source>
        <translation>ההדפסה מעבירה את העמודים למערכת ההדפסה של מחשב זה, שעשויה לשמור עותק קריא עד להדפסתם; וכך גם המדפסת.</translation>
    </message>
    <message>
        <source>Anamnesis</source>
        <translation>Anamnesis</translation>
    </message>
    <message>
        <source>Laying out</source>
        <translation>מעמדים</translation>
    </message>
    <message>
        <source>Writing page</source>
        <translation>כותבים עמוד</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>עמוד אחד</numerusform>
            <numerusform>%n עמודים</numerusform>
        </translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>מדפיסים</translation>
    </message>
    <message>
        <source>Sent to the printer</source>
        <translation>נשלח למדפסת</translation>
    </message>
    <message>
        <source>Nothing was printed</source>
        <translation>דבר לא הודפס</translation>
    </message>
    <message>
        <source>The printer did not take the pages.</source>
        <translation>המדפסת לא קיבלה את העמודים.</translation>
    </message>
    <message>
        <source>Check that it is switched on and has paper, then print again.</source>
        <translation>ודאו שהיא פועלת ושיש בה נייר, והדפיסו שוב.</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>שמירה כ־PDF</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Saved as {file}</source>
        <translation>נשמר בשם {file}</translation>
    </message>
    <message>
        <source>The file is not protected: whoever can open it can read it.</source>
        <translation>הקובץ אינו מוגן: מי שיכול לפתוח אותו יכול לקרוא אותו.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>נעצר</translation>
    </message>
    <message>
        <source>Nothing was printed or written.</source>
        <translation>דבר לא הודפס ולא נכתב.</translation>
    </message>
</context>
<context>
    <name>PrintedChart</name>
    <message>
        <source>Chart</source>
        <translation>תיק</translation>
    </message>
    <message>
        <source>Sessions: {count}</source>
        <translation>מפגשים: {count}</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>מפגש</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>מכתב</translation>
    </message>
    <message>
        <source>Printed {day}</source>
        <translation>הודפס {day}</translation>
    </message>
    <message>
        <source>Allergies: {names}</source>
        <translation>אלרגיות: {names}</translation>
    </message>
    <message>
        <source>No allergies recorded.</source>
        <translation>לא רשומות אלרגיות.</translation>
    </message>
    <message>
        <source>Alerts: {names}</source>
        <translation>התראות: {names}</translation>
    </message>
    <message>
        <source>attachments: {count}</source>
        <translation>קבצים מצורפים: {count}</translation>
    </message>
    <message>
        <source>appointments: {count}</source>
        <translation>תורים: {count}</translation>
    </message>
    <message>
        <source>letters: {count}</source>
        <translation>מכתבים: {count}</translation>
    </message>
    <message>
        <source>dismissed contradictions: {count}</source>
        <translation>סתירות שהוסרו: {count}</translation>
    </message>
    <message>
        <source>In the chart, but not in this document: {list}</source>
        <translation>בתיק, אך לא במסמך זה: {list}</translation>
    </message>
</context>
<context>
    <name>PrintedPage</name>
    <message>
        <source>Page {number} of {count}</source>
        <translation>עמוד {number} מתוך {count}</translation>
    </message>
</context>
<context>
    <name>PrintedSession</name>
    <message>
        <source>Nothing was written.</source>
        <translation>דבר לא נכתב.</translation>
    </message>
    <message>
        <source>somebody who is not a member now</source>
        <translation>מי שכבר אינו חבר במרפאה</translation>
    </message>
    <message>
        <source>Draft: not signed, it may still change.</source>
        <translation>טיוטה: אינה חתומה ועשויה עוד להשתנות.</translation>
    </message>
    <message>
        <source>Retracted: this session is no longer valid. Reason: {reason}</source>
        <translation>ללא תוקף: תוקף המפגש בוטל. סיבה: {reason}</translation>
    </message>
    <message>
        <source>Version {version}, saved {moment} by {author}</source>
        <translation>גרסה {version}, נשמרה {moment} על ידי {author}</translation>
    </message>
    <message>
        <source>Addendum of {moment} by {author}</source>
        <translation>תוספת מיום {moment} מאת {author}</translation>
    </message>
    <message>
        <source>Imported addendum of {moment}, by {author} as the file says</source>
        <translation>תוספת שיובאה, מיום {moment}, מאת {author} לפי הקובץ</translation>
    </message>
    <message>
        <source>Imported addendum of {moment}</source>
        <translation>תוספת שיובאה, מיום {moment}</translation>
    </message>
    <message>
        <source>Reason: {reason}</source>
        <translation>סיבה: {reason}</translation>
    </message>
</context>
<context>
    <name>ProtectionForm</name>
    <message>
        <source>Pro&amp;tect the archive</source>
        <translation>הגנה על הארכיון</translation>
    </message>
    <message>
        <source>with a passphrase of its own</source>
        <translation>בביטוי סיסמה משלו</translation>
    </message>
    <message>
        <source>for holders of an age key</source>
        <translation>למחזיקי מפתח age</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>ללא הגנה</translation>
    </message>
    <message>
        <source>Recipients, one a line</source>
        <translation>נמענים, אחד בכל שורה</translation>
    </message>
    <message>
        <source>age1…, one recipient a line</source>
        <translation>age1…, נמען אחד בכל שורה</translation>
    </message>
    <message>
        <source>Only this passphrase opens the archive; this program keeps no copy of it. Write it down.</source>
        <translation>רק ביטוי סיסמה זה פותח את הארכיון; התוכנה אינה שומרת עותק שלו. רשמו אותו.</translation>
    </message>
    <message>
        <source>Whoever holds the secret key of one of them can open it.</source>
        <translation>מי שמחזיק במפתח הסודי של אחד מהם יכול לפתוח אותו.</translation>
    </message>
    <message>
        <source>Whoever gets the file can read all of it. Choose this only for a protected place.</source>
        <translation>מי שמקבל את הקובץ יכול לקרוא את כולו. בחרו בכך רק עבור מקום מוגן.</translation>
    </message>
</context>
<context>
    <name>QuestionBox</name>
    <message>
        <source>Question</source>
        <translation>שאלה</translation>
    </message>
    <message>
        <source>Quotes only</source>
        <translation>ציטוטים בלבד</translation>
    </message>
    <message>
        <source>Answer with the words of the notes, also where a language model may write sentences</source>
        <translation>תשובה במילות הרישומים, גם כשמודל שפה רשאי לכתוב משפטים</translation>
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
    <name>QuestionLine</name>
    <message>
        <source>Words or a question, then Enter</source>
        <translation>מילים או שאלה, ואז Enter</translation>
    </message>
    <message>
        <source>Find in all notes</source>
        <translation>חיפוש בכל הרשומות</translation>
    </message>
    <message>
        <source>Words or a question</source>
        <translation>מילים או שאלה</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>עצירה</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>חיפוש</translation>
    </message>
    <message>
        <source>Stop searching (Esc)</source>
        <translation>עצירת החיפוש (Esc)</translation>
    </message>
    <message>
        <source>Search (Enter)</source>
        <translation>חיפוש (Enter)</translation>
    </message>
</context>
<context>
    <name>QuotesLabel</name>
    <message>
        <source>Show these words in the record</source>
        <translation>הצגת המילים האלה ברשומה</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>latest preferred</source>
        <translation>עדיפות לחדשים</translation>
    </message>
    <message>
        <source>earliest preferred</source>
        <translation>עדיפות לישנים</translation>
    </message>
    <message>
        <source>since {since}</source>
        <translation>מאז {since}</translation>
    </message>
    <message>
        <source>until {until}</source>
        <translation>עד {until}</translation>
    </message>
    <message>
        <source>{since} – {until}</source>
        <translation>‏{since} – {until}</translation>
    </message>
    <message>
        <source>every client searched</source>
        <translation>חיפוש אצל כל המטופלים</translation>
    </message>
    <message>
        <source>since {since} preferred</source>
        <translation>עדיפות: מאז {since}</translation>
    </message>
    <message>
        <source>until {until} preferred</source>
        <translation>עדיפות: עד {until}</translation>
    </message>
    <message>
        <source>{since} – {until} preferred</source>
        <translation>עדיפות: {since} – {until}</translation>
    </message>
    <message>
        <source>Nothing since {since}: all days were searched.</source>
        <translation>אין דבר מאז {since}: החיפוש נערך בכל התאריכים.</translation>
    </message>
    <message>
        <source>Nothing until {until}: all days were searched.</source>
        <translation>אין דבר עד {until}: החיפוש נערך בכל התאריכים.</translation>
    </message>
    <message>
        <source>Nothing from {since} – {until}: all days were searched.</source>
        <translation>אין דבר מ־{since} עד {until}: החיפוש נערך בכל התאריכים.</translation>
    </message>
    <message>
        <source>Negated: who mentions it is listed, whether or not it is so.</source>
        <translation>שאלת שלילה: מוצג כל מי שהדבר מוזכר אצלו, בין שהוא מתקיים ובין שלא.</translation>
    </message>
</context>
<context>
    <name>ReadingChips</name>
    <message>
        <source>Interpret the question again</source>
        <translation>פירוש השאלה מחדש</translation>
    </message>
    <message>
        <source>Searched as plain words.</source>
        <translation>חיפוש לפי המילים בלבד.</translation>
    </message>
    <message>
        <source>Understood:</source>
        <translation>כך הובן:</translation>
    </message>
    <message>
        <source>Search for the words only</source>
        <translation>לא לכך הכוונה: חיפוש לפי המילים בלבד</translation>
    </message>
    <message>
        <source>Understood: {what}. Remove</source>
        <translation>כך הובן: {what}. ביטול</translation>
    </message>
</context>
<context>
    <name>RecordPage</name>
    <message>
        <source>Nothing recorded</source>
        <translation>לא רשום דבר</translation>
    </message>
    <message>
        <source>Edit details</source>
        <translation>עריכת פרטים</translation>
    </message>
    <message>
        <source>Change the client&apos;s details</source>
        <translation>שינוי פרטי המטופל</translation>
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
        <source>Move the file to a place away from this computer, such as a USB stick in a safe.</source>
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
        <source>The old key stays valid until you press the button below. Then it no longer opens anything.</source>
        <translation>המפתח הישן תקף עד שתלחצו על הכפתור למטה. אחר כך הוא אינו פותח עוד דבר.</translation>
    </message>
    <message>
        <source>Replacing the recovery key</source>
        <translation>מחליפים את מפתח השחזור</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Report for support</source>
        <translation>דוח לתמיכה</translation>
    </message>
    <message>
        <source>Versions, findings, counts and codes: no name, no word of a record, no path. Read it before you give it to anybody. Anamnesis sends nothing.</source>
        <translation>גרסאות, ממצאים, ספירות וקודים: בלי שם, בלי מילה מרשומה, בלי נתיב. קראו אותו לפני שאתם מוסרים אותו. Anamnesis לא שולחת דבר.</translation>
    </message>
    <message>
        <source>Save as a file…</source>
        <translation>שמירה כקובץ…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגירה</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>נשמר</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>שמירת הדוח</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>טקסט (*.txt)</translation>
    </message>
</context>
<context>
    <name>RestorePath</name>
    <message>
        <source>&amp;Restore</source>
        <translation>ש&amp;חזור</translation>
    </message>
    <message>
        <source>&amp;Go on from this state</source>
        <translation>&amp;המשך ממצב זה</translation>
    </message>
    <message>
        <source>&amp;Open the practice</source>
        <translation>פתיחת &amp;המרפאה</translation>
    </message>
    <message>
        <source>Restore what can be &amp;read</source>
        <translation>שחזור מה ש&amp;קריא</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;ניסיון נוסף</translation>
    </message>
</context>
<context>
    <name>RestoringStep</name>
    <message>
        <source>Restoring the practice</source>
        <translation>משחזרים את המרפאה</translation>
    </message>
    <message>
        <source>The practice is restored</source>
        <translation>המרפאה שוחזרה</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>ביטול</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>נעצר</translation>
    </message>
    <message>
        <source>What was restored so far was removed again.</source>
        <translation>מה ששוחזר עד כה הוסר שוב.</translation>
    </message>
</context>
<context>
    <name>ResultWords</name>
    <message numerus="yes">
        <source>%n part(s) read, {size}; each is as it was written.</source>
        <translation>
            <numerusform>נקרא חלק אחד, {size}; הוא כפי שנכתב.</numerusform>
            <numerusform>נקראו %n חלקים, {size}; כולם כפי שנכתבו.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) of it cannot be restored.</source>
        <translation>
            <numerusform>רשומה אחת שבו לא ניתנת לשחזור.</numerusform>
            <numerusform>%n רשומות שבו לא ניתנות לשחזור.</numerusform>
        </translation>
    </message>
    <message>
        <source>{missing} parts are missing and {damaged} are damaged.</source>
        <translation>חלקים חסרים: {missing}, חלקים פגומים: {damaged}.</translation>
    </message>
    <message>
        <source>The practice itself has the same faults; they are not the backup&apos;s.</source>
        <translation>אותם ליקויים קיימים במרפאה עצמה; הם אינם של הגיבוי.</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>רשומה אחת</numerusform>
            <numerusform>%n רשומות</numerusform>
        </translation>
    </message>
    <message>
        <source>The practice is as it was on {moment}: {records}.</source>
        <translation>המרפאה היא כפי שהייתה ב־{moment}: {records}.</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) were damaged in the backup and are missing.</source>
        <translation>
            <numerusform>רשומה אחת הייתה פגומה בגיבוי והיא חסרה.</numerusform>
            <numerusform>%n רשומות היו פגומות בגיבוי והן חסרות.</numerusform>
        </translation>
    </message>
    <message>
        <source>If you go on, this state is the valid one; the audit log records that.</source>
        <translation>אם תמשיכו, מצב זה הוא התקף; יומן הביקורת רושם זאת.</translation>
    </message>
    <message>
        <source>Not in a backup: language models, settings of this computer, and words that were not saved when it was made.</source>
        <translation>אינם בגיבוי: מודלי שפה, הגדרות של המחשב, ומילים שלא נשמרו כשנוצר.</translation>
    </message>
    <message>
        <source>It is older than what this computer knew of the practice: what was written after it is missing.</source>
        <translation>הוא ישן ממה שמחשב זה הכיר מהמרפאה: מה שנכתב אחריו חסר.</translation>
    </message>
    <message>
        <source>What this computer knew of the practice is not in its history: it went on in two places.</source>
        <translation>מה שמחשב זה הכיר מהמרפאה אינו בהיסטוריה שלו: היא נמשכה בשני מקומות.</translation>
    </message>
    <message>
        <source>It is newer than what this computer knew of the practice.</source>
        <translation>הוא חדש ממה שמחשב זה הכיר מהמרפאה.</translation>
    </message>
    <message>
        <source>It is as new as what this computer knew of the practice.</source>
        <translation>הוא חדש באותה מידה כמו מה שמחשב זה הכיר מהמרפאה.</translation>
    </message>
    <message>
        <source>This computer had not seen the practice before.</source>
        <translation>מחשב זה לא ראה את המרפאה קודם.</translation>
    </message>
    <message numerus="yes">
        <source>%n encrypted value(s) opened.</source>
        <translation>
            <numerusform>נפתח ערך מוצפן אחד.</numerusform>
            <numerusform>נפתחו %n ערכים מוצפנים.</numerusform>
        </translation>
    </message>
    <message>
        <source>{found} of {asked} notes were found by their own words.</source>
        <translation>{found} מתוך {asked} רשומות נמצאו לפי המילים שבהן.</translation>
    </message>
    <message>
        <source>The audit log is whole.</source>
        <translation>יומן הביקורת שלם.</translation>
    </message>
    <message>
        <source>The audit log is damaged.</source>
        <translation>יומן הביקורת פגום.</translation>
    </message>
    <message numerus="yes">
        <source>%n encrypted value(s) do not open.</source>
        <translation>
            <numerusform>ערך מוצפן אחד אינו נפתח.</numerusform>
            <numerusform>%n ערכים מוצפנים אינם נפתחים.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RetractDialog</name>
    <message>
        <source>Retract a session</source>
        <translation>ביטול תוקף של מפגש</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>סיבה</translation>
    </message>
    <message>
        <source>For example: written into the wrong chart</source>
        <translation>לדוגמה: נכתב בתיק הלא נכון</translation>
    </message>
    <message>
        <source>Retract session</source>
        <translation>ביטול תוקף המפגש</translation>
    </message>
    <message>
        <source>The session of {day} of {name}</source>
        <translation>המפגש מיום {day} של {name}</translation>
    </message>
    <message>
        <source>It stays in the chart, marked as retracted with your reason, and can be read there. It is no longer found, nor quoted by the assistant. This cannot be taken back.</source>
        <translation>הוא נשאר בתיק, מסומן כחסר תוקף עם הסיבה שציינתם, וניתן לקרוא אותו שם. הוא אינו נמצא עוד בחיפוש ואינו מצוטט על ידי העוזר. לא ניתן לחזור מכך.</translation>
    </message>
    <message>
        <source>&amp;Reason, shown with the session</source>
        <translation>&amp;סיבה, מוצגת עם המפגש</translation>
    </message>
    <message>
        <source>Write the reason first</source>
        <translation>כתבו תחילה את הסיבה</translation>
    </message>
    <message>
        <source>Retracting…</source>
        <translation>תוקפו מתבטל…</translation>
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
        <source>Not saved: changed elsewhere. Choose above which text to keep.</source>
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
    <name>ScheduleCommands</name>
    <message>
        <source>Mark as &amp;attended</source>
        <translation>סימון כ&amp;התקיים</translation>
    </message>
    <message>
        <source>Mark as &amp;cancelled</source>
        <translation>סימון כ&amp;בוטל</translation>
    </message>
    <message>
        <source>&amp;Mark as no-show</source>
        <translation>סימון כאי־ה&amp;געה</translation>
    </message>
    <message>
        <source>Set back to schedule&amp;d</source>
        <translation>החזרה למצב ״נ&amp;קבע״</translation>
    </message>
    <message>
        <source>&amp;New appointment…</source>
        <translation>תור &amp;חדש…</translation>
    </message>
    <message>
        <source>&amp;Today</source>
        <translation>ה&amp;יום</translation>
    </message>
    <message>
        <source>Day or week &amp;before</source>
        <translation>יום או שבוע &amp;אחורה</translation>
    </message>
    <message>
        <source>Day or week a&amp;fter</source>
        <translation>יום או שבוע ק&amp;דימה</translation>
    </message>
    <message>
        <source>Show one da&amp;y</source>
        <translation>הצגת י&amp;ום אחד</translation>
    </message>
    <message>
        <source>Show the &amp;week</source>
        <translation>הצגת ה&amp;שבוע</translation>
    </message>
    <message>
        <source>&amp;Start or open the session</source>
        <translation>ה&amp;תחלת המפגש או פתיחתו</translation>
    </message>
    <message>
        <source>&amp;Open the chart</source>
        <translation>&amp;פתיחת התיק</translation>
    </message>
    <message>
        <source>Chang&amp;e the appointment…</source>
        <translation>שי&amp;נוי התור…</translation>
    </message>
    <message>
        <source>&amp;Undo the last status</source>
        <translation>ביטול ה&amp;מצב האחרון</translation>
    </message>
    <message>
        <source>E&amp;xport appointments…</source>
        <translation>יי&amp;צוא תורים…</translation>
    </message>
</context>
<context>
    <name>ScheduleHeader</name>
    <message>
        <source>Today</source>
        <translation>היום</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>יום</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>שבוע</translation>
    </message>
    <message>
        <source>New appointment</source>
        <translation>תור חדש</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>ייצוא…</translation>
    </message>
    <message>
        <source>{first} – {last}</source>
        <translation>‏{first} – {last}</translation>
    </message>
    <message>
        <source>Today, {day}</source>
        <translation>היום, {day}</translation>
    </message>
    <message>
        <source>The day before</source>
        <translation>היום הקודם</translation>
    </message>
    <message>
        <source>The day after</source>
        <translation>היום הבא</translation>
    </message>
    <message>
        <source>The week before</source>
        <translation>השבוע הקודם</translation>
    </message>
    <message>
        <source>The week after</source>
        <translation>השבוע הבא</translation>
    </message>
    <message numerus="yes">
        <source>%n appointment(s)</source>
        <translation>
            <numerusform>תור אחד</numerusform>
            <numerusform>%n תורים</numerusform>
        </translation>
    </message>
    <message>
        <source>next {time}, {name}</source>
        <translation>התור הבא {time}, {name}</translation>
    </message>
    <message>
        <source>Back to today (T)</source>
        <translation>חזרה להיום (T)</translation>
    </message>
    <message>
        <source>One day (D)</source>
        <translation>יום אחד (D)</translation>
    </message>
    <message>
        <source>The whole week (W)</source>
        <translation>השבוע כולו (W)</translation>
    </message>
    <message>
        <source>Books an appointment (N)</source>
        <translation>קביעת תור (N)</translation>
    </message>
    <message>
        <source>Writes a file for another calendar</source>
        <translation>כתיבת קובץ ליומן אחר</translation>
    </message>
</context>
<context>
    <name>SchedulePage</name>
    <message>
        <source>{name}: {status}</source>
        <translation>‏{name}: {status}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>ביטול הפעולה</translation>
    </message>
    <message numerus="yes">
        <source>%n appointment(s) cannot be read</source>
        <translation>
            <numerusform>לא ניתן לקרוא תור אחד</numerusform>
            <numerusform>לא ניתן לקרוא %n תורים</numerusform>
        </translation>
    </message>
    <message>
        <source>They were damaged or changed outside Anamnesis. The others are intact.</source>
        <translation>הם נפגמו או שונו מחוץ ל־Anamnesis. האחרים תקינים.</translation>
    </message>
    <message>
        <source>Check the records under Security, and restore a backup that holds them.</source>
        <translation>בדקו את הרשומות תחת אבטחה, ושחזרו גיבוי שמכיל אותם.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>ניסיון נוסף</translation>
    </message>
    <message>
        <source>No appointments today</source>
        <translation>אין תורים היום</translation>
    </message>
    <message>
        <source>No appointments on this day</source>
        <translation>אין תורים ביום זה</translation>
    </message>
    <message>
        <source>Book one, or turn to another day with Page Up and Page Down.</source>
        <translation>קבעו תור, או עברו ליום אחר עם Page Up ו־Page Down.</translation>
    </message>
    <message>
        <source>New appointment</source>
        <translation>תור חדש</translation>
    </message>
</context>
<context>
    <name>ScopeHead</name>
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
        <source>Ask the whole practice</source>
        <translation>שאלה על כל המרפאה</translation>
    </message>
    <message>
        <source>A question about all charts</source>
        <translation>שאלה על כל התיקים</translation>
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
        <source>Ask the chart of {name}</source>
        <translation>שאלה על התיק של {name}</translation>
    </message>
    <message>
        <source>A question about this chart</source>
        <translation>שאלה על תיק זה</translation>
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
    <name>SessionAbout</name>
    <message>
        <source>Date</source>
        <translation>תאריך</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>סוג</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>משך</translation>
    </message>
    <message>
        <source>State</source>
        <translation>מצב</translation>
    </message>
    <message>
        <source>Addendum</source>
        <translation>תוספת</translation>
    </message>
</context>
<context>
    <name>SessionController</name>
    <message>
        <source>There are no deleted drafts in this chart</source>
        <translation>אין בתיק זה טיוטות שנמחקו</translation>
    </message>
    <message>
        <source>The draft of {day} was deleted</source>
        <translation>הטיוטה מיום {day} נמחקה</translation>
    </message>
</context>
<context>
    <name>SessionFoot</name>
    <message>
        <source>New session</source>
        <translation>מפגש חדש</translation>
    </message>
    <message>
        <source>Retract…</source>
        <translation>ביטול תוקף…</translation>
    </message>
    <message>
        <source>Addendum…</source>
        <translation>תוספת…</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>חתימה</translation>
    </message>
    <message>
        <source>Make this session final</source>
        <translation>הפיכת המפגש לסופי</translation>
    </message>
    <message>
        <source>New session from a template</source>
        <translation>מפגש חדש מתבנית</translation>
    </message>
    <message>
        <source>Add to this signed session, with a reason</source>
        <translation>הוספה למפגש החתום, עם סיבה</translation>
    </message>
    <message>
        <source>Retract this signed session, with a reason</source>
        <translation>ביטול תוקפו של המפגש החתום, עם סיבה</translation>
    </message>
</context>
<context>
    <name>SessionHead</name>
    <message>
        <source>min</source>
        <translation>דק׳</translation>
    </message>
    <message>
        <source>Date of the session</source>
        <translation>תאריך המפגש</translation>
    </message>
    <message>
        <source>Kind of session</source>
        <translation>סוג המפגש</translation>
    </message>
    <message>
        <source>Duration in minutes</source>
        <translation>משך בדקות</translation>
    </message>
    <message>
        <source>How long the session took; empty when not noted</source>
        <translation>כמה זמן נמשך המפגש; ריק אם לא נרשם</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>גרסאות</translation>
    </message>
    <message>
        <source>Versions: everything that was stored, and what changed</source>
        <translation>גרסאות: כל מה שנשמר, ומה השתנה</translation>
    </message>
    <message>
        <source>Previous session side by side</source>
        <translation>המפגש הקודם זה לצד זה</translation>
    </message>
</context>
<context>
    <name>SessionKind</name>
    <message>
        <source>Visit</source>
        <translation>ביקור</translation>
    </message>
    <message>
        <source>First visit</source>
        <translation>ביקור ראשון</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>ביקור מעקב</translation>
    </message>
    <message>
        <source>Phone call</source>
        <translation>שיחת טלפון</translation>
    </message>
    <message>
        <source>Video call</source>
        <translation>שיחת וידאו</translation>
    </message>
    <message>
        <source>Home visit</source>
        <translation>ביקור בית</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>פעולה</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>מפגש קבוצתי</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>אחר</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} דק׳</translation>
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
        <source>Retracted</source>
        <translation>ללא תוקף</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>נמחק</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>לא ניתן לקריאה</translation>
    </message>
    <message>
        <source>This entry was changed outside Anamnesis and cannot be opened.</source>
        <translation>רשומה זו שונתה מחוץ ל־Anamnesis ולא ניתן לפתוח אותה.</translation>
    </message>
    <message>
        <source>Nothing written yet</source>
        <translation>עדיין לא נכתב דבר</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>On</source>
        <translation>פועל</translation>
    </message>
</context>
<context>
    <name>SettingValues</name>
    <message>
        <source>As the desktop</source>
        <translation>לפי המערכת</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>בהירה</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>כהה</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
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
    <message>
        <source>Not set</source>
        <translation>לא נקבע</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>מותר</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>אסור</translation>
    </message>
    <message numerus="yes">
        <source>%n model(s) besides the starter models</source>
        <translation>
            <numerusform>מודל אחד מלבד מודלי ההתחלה</numerusform>
            <numerusform>%n מודלים מלבד מודלי ההתחלה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s)</source>
        <translation>
            <numerusform>מפתח אחד</numerusform>
            <numerusform>%n מפתחות</numerusform>
        </translation>
    </message>
    <message>
        <source>10 to the power of {exponent}</source>
        <translation>10 בחזקת {exponent}</translation>
    </message>
    <message>
        <source>{seconds} seconds</source>
        <translation>{seconds} שניות</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>הגדרות</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגירה</translation>
    </message>
    <message>
        <source>Unlock the practice to change this.</source>
        <translation>פתחו את המרפאה כדי לשנות זאת.</translation>
    </message>
    <message>
        <source>Counts from the next start on.</source>
        <translation>יחול מההפעלה הבאה.</translation>
    </message>
    <message>
        <source>No policy of an organisation is in force on this computer.</source>
        <translation>אין במחשב זה מדיניות של ארגון.</translation>
    </message>
    <message>
        <source>In force on this computer: the policy in {places}.</source>
        <translation>במחשב זה חלה המדיניות שבקובץ {places}.</translation>
    </message>
</context>
<context>
    <name>ShortcutList</name>
    <message>
        <source>Commands</source>
        <translation>פקודות</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>פקודה</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>מקשים</translation>
    </message>
    <message>
        <source>no keys</source>
        <translation>ללא מקשים</translation>
    </message>
    <message>
        <source>{keys} (changed)</source>
        <translation>‏{keys} (שונה)</translation>
    </message>
    <message>
        <source>None</source>
        <translation>ללא</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>קיצורי מקשים</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>ללא מקשים</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>איפוס</translation>
    </message>
    <message>
        <source>Reset all…</source>
        <translation>איפוס הכול…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגירה</translation>
    </message>
    <message>
        <source>Find a command or keys</source>
        <translation>חיפוש פקודה או מקשים</translation>
    </message>
    <message>
        <source>Find a command by its name, its area or its keys</source>
        <translation>חיפוש פקודה לפי שמה, תחומה או מקשיה</translation>
    </message>
    <message>
        <source>Press the new keys</source>
        <translation>הקישו את המקשים החדשים</translation>
    </message>
    <message>
        <source>The command stays in the menus and in the palette</source>
        <translation>הפקודה נשארת בתפריטים ובלוח הפקודות</translation>
    </message>
    <message>
        <source>The keys this command came with</source>
        <translation>המקשים שהגיעו עם הפקודה</translation>
    </message>
    <message>
        <source>New keys for {command}</source>
        <translation>מקשים חדשים עבור {command}</translation>
    </message>
    <message>
        <source>{keys} cannot be used</source>
        <translation>לא ניתן להשתמש ב־{keys}</translation>
    </message>
    <message>
        <source>These keys edit or write text, or belong to the system.</source>
        <translation>מקשים אלה עורכים או כותבים טקסט, או שייכים למערכת.</translation>
    </message>
    <message>
        <source>Press others, with Ctrl for example, or a function key.</source>
        <translation>הקישו אחרים, למשל עם Ctrl, או מקש פונקציה.</translation>
    </message>
    <message>
        <source>{keys} is used by “{command}”</source>
        <translation>הצירוף {keys} משמש את ״{command}״</translation>
    </message>
    <message>
        <source>If you take it, that command has no keys.</source>
        <translation>אם תיקחו אותו, לפקודה ההיא לא יהיו מקשים.</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>לקחת אותו</translation>
    </message>
    <message>
        <source>Reset all shortcuts?</source>
        <translation>לאפס את כל קיצורי המקשים?</translation>
    </message>
    <message>
        <source>Every command gets the keys it came with.</source>
        <translation>כל פקודה מקבלת את המקשים שהגיעו איתה.</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>איפוס הכול</translation>
    </message>
</context>
<context>
    <name>Signature</name>
    <message>
        <source>Signed by {name}: signature verified.</source>
        <translation>נחתם בידי {name}: החתימה אומתה.</translation>
    </message>
    <message>
        <source>Signed by {name} in a chart that was merged into this one: signature verified.</source>
        <translation>נחתם בידי {name} בתיק שמוזג לתיק זה: החתימה אומתה.</translation>
    </message>
    <message>
        <source>Signed by {name} with a key that was replaced since: signature verified.</source>
        <translation>נחתם בידי {name} במפתח שהוחלף מאז: החתימה אומתה.</translation>
    </message>
    <message>
        <source>Signed by {name} in a chart that was merged into this one, with a key that was replaced since: signature verified.</source>
        <translation>נחתם בידי {name} בתיק שמוזג לתיק זה, במפתח שהוחלף מאז: החתימה אומתה.</translation>
    </message>
    <message>
        <source>The signature of {name} does not match this note. Somebody else may have changed it.</source>
        <translation>החתימה של {name} אינה תואמת את הרשומה. ייתכן שמישהו אחר שינה אותה.</translation>
    </message>
    <message>
        <source>This note carries no signature, though it should: nothing proves who signed it.</source>
        <translation>הרשומה אינה נושאת חתימה אף שהייתה אמורה: דבר אינו מוכיח מי חתם עליה.</translation>
    </message>
    <message>
        <source>Signed before signatures were kept: nothing proves who signed it.</source>
        <translation>נחתם לפני שנשמרו חתימות: דבר אינו מוכיח מי חתם.</translation>
    </message>
    <message>
        <source>Imported: signed, if at all, in another program; nobody here signed it.</source>
        <translation>יובא: נחתם, אם בכלל, בתוכנה אחרת; איש כאן לא חתם עליו.</translation>
    </message>
    <message>
        <source>signature verified</source>
        <translation>החתימה אומתה</translation>
    </message>
    <message>
        <source>signature verified, by a key replaced since</source>
        <translation>החתימה אומתה, במפתח שהוחלף מאז</translation>
    </message>
    <message>
        <source>signature does not match</source>
        <translation>החתימה אינה תואמת</translation>
    </message>
    <message>
        <source>signature missing</source>
        <translation>חסרה חתימה</translation>
    </message>
    <message>
        <source>from before signatures were kept</source>
        <translation>מלפני שנשמרו חתימות</translation>
    </message>
    <message>
        <source>not signed here</source>
        <translation>לא נחתם כאן</translation>
    </message>
</context>
<context>
    <name>SignatureLine</name>
    <message>
        <source>its author</source>
        <translation>מי שכתב אותה</translation>
    </message>
</context>
<context>
    <name>Signing</name>
    <message>
        <source>Nothing to sign yet</source>
        <translation>עדיין אין על מה לחתום</translation>
    </message>
    <message>
        <source>Choose first which text to keep</source>
        <translation>בחרו תחילה איזה טקסט יישאר</translation>
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
        <source>Once signed, its text can no longer be changed; an addendum can be added.</source>
        <translation>לאחר החתימה לא ניתן עוד לשנות את הטקסט; ניתן להוסיף לו תוספת.</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>חתימה</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>המשך כתיבה</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) of a template are not filled in:</source>
        <translation>
            <numerusform>מקום אחד בתבנית לא מולא:</numerusform>
            <numerusform>%n מקומות בתבנית לא מולאו:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SnippetPopup</name>
    <message>
        <source>Snippets</source>
        <translation>קטעים מוכנים</translation>
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
    <message>
        <source>Closest notes</source>
        <translation>הרישומים הקרובים ביותר</translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) found</source>
        <translation>
            <numerusform>נמצא קטע אחד</numerusform>
            <numerusform>נמצאו %n קטעים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n quote(s)</source>
        <translation>
            <numerusform>ציטוט אחד</numerusform>
            <numerusform>%n ציטוטים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more passage(s)</source>
        <translation>
            <numerusform>קטע נוסף אחד</numerusform>
            <numerusform>%n קטעים נוספים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>הצגת אחד נוסף</numerusform>
            <numerusform>הצגת %n נוספים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n</source>
        <translation>
            <numerusform>הצגת אחד</numerusform>
            <numerusform>הצגת %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>הצגת פחות</translation>
    </message>
</context>
<context>
    <name>SourcePlace</name>
    <message>
        <source>Client record</source>
        <translation>רשומת המטופל</translation>
    </message>
    <message>
        <source>Attachment</source>
        <translation>קובץ מצורף</translation>
    </message>
</context>
<context>
    <name>SourceUse</name>
    <message>
        <source>From before sources were tracked: every passage found is shown, whether it was used or not.</source>
        <translation>מלפני המעקב אחר המקורות: מוצג כל קטע שנמצא, בין שנעשה בו שימוש ובין שלא.</translation>
    </message>
    <message>
        <source>Attribution unavailable: it is not known which of these the answer is based on.</source>
        <translation>הייחוס אינו זמין: לא ידוע על אילו מאלה התשובה מבוססת.</translation>
    </message>
    <message>
        <source>Not used in the answer</source>
        <translation>לא שימש לתשובה</translation>
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
        <source>Matches: {words}</source>
        <translation>מילים תואמות: {words}</translation>
    </message>
    <message>
        <source>✓ Checked word for word</source>
        <translation>✓ נבדק מילה במילה</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>לא נבדק</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Index</source>
        <translation>אינדקס</translation>
    </message>
    <message>
        <source>Window too small: enlarge it to {width} × {height}</source>
        <translation>החלון קטן מדי: יש להגדיל אותו ל-{width} × {height}</translation>
    </message>
    <message>
        <source>Changing keys: {done} of {total}</source>
        <translation>מחליפים מפתחות: {done} מתוך {total}</translation>
    </message>
    <message numerus="yes">
        <source>%n deleted chart(s) erased for good</source>
        <translation>
            <numerusform>תיק אחד שנמחק הושמד לצמיתות</numerusform>
            <numerusform>%n תיקים שנמחקו הושמדו לצמיתות</numerusform>
        </translation>
    </message>
    <message>
        <source>Deleted more than thirty days ago, or merged into one that was.</source>
        <translation>נמחקו לפני יותר משלושים יום, או מוזגו לתוך תיק כזה.</translation>
    </message>
    <message numerus="yes">
        <source>%n deleted chart(s) not erased: check the clock</source>
        <translation>
            <numerusform>תיק אחד שנמחק לא הושמד: בדקו את השעון</numerusform>
            <numerusform>%n תיקים שנמחקו לא הושמדו: בדקו את השעון</numerusform>
        </translation>
    </message>
    <message>
        <source>By this computer&apos;s clock their thirty days are over, but nothing was recorded for two weeks or more since. If the date is right, erase them under deleted charts.</source>
        <translation>לפי שעון המחשב שלושים הימים שלהם חלפו, אך דבר לא נרשם במשך שבועיים או יותר מאז. אם התאריך נכון, מחקו אותם לצמיתות תחת התיקים שנמחקו.</translation>
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
        <source>Lock the practice</source>
        <translation>נעילת המרפאה</translation>
    </message>
    <message>
        <source>Index: {problem}</source>
        <translation>אינדקס: {problem}</translation>
    </message>
    <message>
        <source>Indexing {percent} %</source>
        <translation>בניית אינדקס: {percent}%</translation>
    </message>
    <message>
        <source>{indexed} of {total} notes and records.</source>
        <translation>{indexed} מתוך {total} רשומות.</translation>
    </message>
    <message>
        <source>What is not indexed yet can be read, but not found or asked about.</source>
        <translation>מה שטרם נכנס לאינדקס ניתן לקריאה, אך לא לחיפוש או לשאלות.</translation>
    </message>
    <message>
        <source>Index for {model}: {percent} %</source>
        <translation>אינדקס של {model}: {percent}%</translation>
    </message>
    <message>
        <source>The present index stays in use until it is complete.</source>
        <translation>האינדקס הנוכחי יישאר בשימוש עד שיושלם.</translation>
    </message>
    <message>
        <source>Index {percent} %</source>
        <translation>אינדקס {percent}%</translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>עוד {time} בערך</translation>
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
        <source>Models failed, retrying soon</source>
        <translation>המודלים נכשלו, ניסיון נוסף בקרוב</translation>
    </message>
    <message>
        <source>Models not available</source>
        <translation>המודלים אינם זמינים</translation>
    </message>
    <message>
        <source>One model is not available</source>
        <translation>מודל אחד אינו זמין</translation>
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
    <name>StripHead</name>
    <message>
        <source>Add a file…</source>
        <translation>הוספת קובץ…</translation>
    </message>
    <message>
        <source>Show the attachments that were deleted</source>
        <translation>הצגת הקבצים המצורפים שנמחקו</translation>
    </message>
    <message>
        <source>Add a PDF, picture or plain text of at most 10 MB; it can be dropped here too</source>
        <translation>הוספת PDF, תמונה או טקסט פשוט בגודל של עד 10 MB; ניתן גם לגרור לכאן</translation>
    </message>
    <message numerus="yes">
        <source>%n attachment(s)</source>
        <translation>
            <numerusform>קובץ מצורף אחד</numerusform>
            <numerusform>%n קבצים מצורפים</numerusform>
        </translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>קבצים מצורפים</translation>
    </message>
    <message numerus="yes">
        <source>%n deleted</source>
        <translation>
            <numerusform>אחד נמחק</numerusform>
            <numerusform>%n נמחקו</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TemplateMenu</name>
    <message>
        <source>Template</source>
        <translation>תבנית</translation>
    </message>
    <message>
        <source>Reading templates…</source>
        <translation>קוראים את התבניות…</translation>
    </message>
    <message>
        <source>There are no templates yet</source>
        <translation>אין עדיין תבניות</translation>
    </message>
    <message>
        <source>Change templates…</source>
        <translation>שינוי תבניות…</translation>
    </message>
</context>
<context>
    <name>TemplatesDialog</name>
    <message>
        <source>Templates, snippets and letters</source>
        <translation>תבניות, קטעים מוכנים ומכתבים</translation>
    </message>
    <message>
        <source>Session templates</source>
        <translation>תבניות מפגש</translation>
    </message>
    <message>
        <source>Snippets</source>
        <translation>קטעים מוכנים</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>מכתבים</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>מילים</translation>
    </message>
</context>
<context>
    <name>TextForm</name>
    <message>
        <source>There is no field {names}.</source>
        <translation>אין שדה בשם {names}.</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>טקסט</translation>
    </message>
    <message>
        <source>Any kind of visit</source>
        <translation>כל סוג ביקור</translation>
    </message>
    <message>
        <source>Kind of visit</source>
        <translation>סוג ביקור</translation>
    </message>
    <message>
        <source>Insert a field…</source>
        <translation>הוספת שדה…</translation>
    </message>
    <message>
        <source>Insert a field</source>
        <translation>הוספת שדה</translation>
    </message>
    <message>
        <source>/Name</source>
        <translation>/שם</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>שם</translation>
    </message>
    <message>
        <source>For</source>
        <translation>עבור</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>תצוגה מקדימה</translation>
    </message>
    <message>
        <source>Words in braces are filled in from the chart when the letter is written.</source>
        <translation>מילים בסוגריים מסולסלים מתמלאות מתוך התיק בעת כתיבת המכתב.</translation>
    </message>
    <message>
        <source>Write {mark} where something is to be filled in; Tab goes from one to the next. Up to {limit} characters.</source>
        <translation>כתבו {mark} במקום שיש למלא בו משהו; Tab עובר ממקום למקום. עד {limit} תווים.</translation>
    </message>
    <message>
        <source>what</source>
        <translation>מה</translation>
    </message>
</context>
<context>
    <name>TextListModel</name>
    <message>
        <source>{name} (hidden)</source>
        <translation>‏{name} (מוסתר)</translation>
    </message>
    <message>
        <source>{name} (changed)</source>
        <translation>‏{name} (שונה)</translation>
    </message>
</context>
<context>
    <name>TextsPage</name>
    <message>
        <source>Show hidden</source>
        <translation>הצגת מוסתרים</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>&amp;חדש</translation>
    </message>
    <message>
        <source>D&amp;uplicate</source>
        <translation>ש&amp;כפול</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;מחיקה</translation>
    </message>
    <message>
        <source>&amp;Back to the original</source>
        <translation>חזרה למ&amp;קור</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;שמירה</translation>
    </message>
    <message>
        <source>Leave without saving?</source>
        <translation>לעזוב בלי לשמור?</translation>
    </message>
    <message>
        <source>What you changed in this text would be lost.</source>
        <translation>מה ששיניתם בטקסט זה יאבד.</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>עזיבה</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>נשמר</translation>
    </message>
    <message>
        <source>{name} was hidden</source>
        <translation>הוסתר: {name}</translation>
    </message>
    <message>
        <source>{name} was deleted</source>
        <translation>נמחק: {name}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>ביטול הפעולה</translation>
    </message>
    <message>
        <source>&amp;Hide</source>
        <translation>ה&amp;סתרה</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>טקסטים</translation>
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
    <name>Timeline</name>
    <message>
        <source>Session</source>
        <translation>מפגש</translation>
    </message>
    <message>
        <source>Appointment</source>
        <translation>תור</translation>
    </message>
    <message>
        <source>Attachment</source>
        <translation>קובץ מצורף</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>מכתב</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>מפגשים</translation>
    </message>
    <message>
        <source>Appointments</source>
        <translation>תורים</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>קבצים מצורפים</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>מכתבים</translation>
    </message>
    <message>
        <source>{what}, {kind}</source>
        <translation>{what}, {kind}</translation>
    </message>
    <message>
        <source>Nothing written</source>
        <translation>לא נכתב דבר</translation>
    </message>
</context>
<context>
    <name>TimelineDelegate</name>
    <message numerus="yes">
        <source>%n entry(s)</source>
        <translation>
            <numerusform>רישום אחד</numerusform>
            <numerusform>%n רישומים</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimelineList</name>
    <message>
        <source>Timeline</source>
        <translation>ציר הזמן</translation>
    </message>
</context>
<context>
    <name>TimelinePage</name>
    <message>
        <source>Try again</source>
        <translation>ניסיון נוסף</translation>
    </message>
    <message>
        <source>{kind} ({count})</source>
        <translation>{kind} ({count})</translation>
    </message>
    <message>
        <source>Show only: {kind}</source>
        <translation>הצגה של: {kind} בלבד</translation>
    </message>
    <message>
        <source>Nothing of this kind</source>
        <translation>אין דבר מסוג זה</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>הצגת הכול</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>עדיין לא קרה דבר</translation>
    </message>
    <message>
        <source>Sessions, appointments, attachments and letters of this client appear here.</source>
        <translation>המפגשים, התורים, הקבצים המצורפים והמכתבים של המטופל מופיעים כאן.</translation>
    </message>
</context>
<context>
    <name>TrashDialog</name>
    <message>
        <source>Deleted and archived charts</source>
        <translation>תיקים שנמחקו ובארכיון</translation>
    </message>
    <message>
        <source>No chart is deleted or archived</source>
        <translation>אף תיק אינו מחוק או בארכיון</translation>
    </message>
    <message numerus="yes">
        <source>Charts that you delete can be brought back from here for %n day(s).</source>
        <translation>
            <numerusform>תיקים שאתם מוחקים ניתן להחזיר מכאן במשך יום אחד.</numerusform>
            <numerusform>תיקים שאתם מוחקים ניתן להחזיר מכאן במשך %n ימים.</numerusform>
        </translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>החזרה</translation>
    </message>
    <message>
        <source>Erase for good…</source>
        <translation>מחיקה לצמיתות…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגירה</translation>
    </message>
    <message>
        <source>Says first what is destroyed and what it does not reach</source>
        <translation>תחילה נאמר מה מושמד ולאן ההשמדה אינה מגיעה</translation>
    </message>
    <message>
        <source>Archived charts are only out of the list. Deleted ones are neither found nor quoted by the assistant.</source>
        <translation>תיקים בארכיון רק יצאו מהרשימה. תיקים שנמחקו אינם נמצאים בחיפוש ואינם מצוטטים על ידי העוזר.</translation>
    </message>
    <message>
        <source>{name} is in the list again</source>
        <translation>חזר לרשימה: {name}</translation>
    </message>
    <message>
        <source>Erased too, as they had been merged into one of those: {names}</source>
        <translation>נמחקו לצמיתות גם הם, משום שמוזגו לתוך אחד מאלה: {names}</translation>
    </message>
    <message>
        <source>Its sessions are in the other chart now; this one stays as the trace of the merge</source>
        <translation>המפגשים שלו נמצאים כעת בתיק האחר; תיק זה נשאר כעדות למיזוג</translation>
    </message>
</context>
<context>
    <name>TurnView</name>
    <message>
        <source>Asked again</source>
        <translation>נשאלה שוב</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>לשאול שוב</translation>
    </message>
    <message>
        <source>Searching the record…</source>
        <translation>מתבצע חיפוש ברשומה…</translation>
    </message>
    <message>
        <source>Being written, not yet checked</source>
        <translation>בכתיבה, טרם נבדק</translation>
    </message>
    <message>
        <source>Found here</source>
        <translation>נמצא כאן</translation>
    </message>
    <message>
        <source>Passages found. The model is reading them…</source>
        <translation>נמצאו קטעים. המודל קורא אותם…</translation>
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
    <name>UnderstoodView</name>
    <message>
        <source>Ask only what I typed</source>
        <translation>לשאול רק את מה שהקלדתי</translation>
    </message>
    <message>
        <source>Understood as: {question}</source>
        <translation>הובנה כך: {question}</translation>
    </message>
    <message>
        <source>Ask without: {things}</source>
        <translation>לשאול בלי: {things}</translation>
    </message>
    <message>
        <source>Asks again without the one that you choose</source>
        <translation>שואל שוב בלי מה שתבחרו</translation>
    </message>
    <message>
        <source>Asks again without what was asked before</source>
        <translation>שואל שוב בלי מה שנשאל קודם</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>ביטול הפעולה</translation>
    </message>
</context>
<context>
    <name>UnfinishedQuestion</name>
    <message>
        <source>Unfinished note</source>
        <translation>רישום שלא הושלם</translation>
    </message>
    <message>
        <source>{name} has an unfinished note of {day}</source>
        <translation>ל-{name} יש רישום שלא הושלם מיום {day}</translation>
    </message>
    <message>
        <source>Continue the unfinished note</source>
        <translation>המשך הרישום שלא הושלם</translation>
    </message>
    <message>
        <source>Start another</source>
        <translation>התחלת רישום נוסף</translation>
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
        <source>Open it and choose which text to keep.</source>
        <translation>פתחו אותה ובחרו איזה טקסט יישאר.</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>פתיחה</translation>
    </message>
</context>
<context>
    <name>UpdateDialog</name>
    <message>
        <source>Update</source>
        <translation>עדכון</translation>
    </message>
    <message>
        <source>What it changes</source>
        <translation>מה היא משנה</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגירה</translation>
    </message>
    <message>
        <source>Close and start version {version}</source>
        <translation>סגירה והפעלת גרסה {version}</translation>
    </message>
    <message>
        <source>Install…</source>
        <translation>התקנה…</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>גרסה {version}</translation>
    </message>
    <message>
        <source>It is installed. This window is still version {installed} and goes on until it is closed; the next start is the newer one.</source>
        <translation>היא מותקנת. חלון זה הוא עדיין גרסה {installed} וממשיך עד שייסגר; בהפעלה הבאה תעלה הגרסה החדשה.</translation>
    </message>
    <message>
        <source>Found in {folder}. Installed: {installed}.</source>
        <translation>נמצאה ב־{folder}. מותקנת: {installed}.</translation>
    </message>
    <message>
        <source>No newer version was found in the folder for updates or on a stick.</source>
        <translation>לא נמצאה גרסה חדשה יותר בתיקיית העדכונים או בהתקן נייד.</translation>
    </message>
    <message>
        <source>Comparing every file with the signed list, MB:</source>
        <translation>השוואת כל קובץ לרשימה החתומה, MB:</translation>
    </message>
    <message>
        <source>Every file is as it was signed</source>
        <translation>כל קובץ הוא כפי שנחתם</translation>
    </message>
    <message>
        <source>Key: {key}</source>
        <translation>מפתח: {key}</translation>
    </message>
    <message>
        <source>An administrator has to allow the installation. Your practice stays as it is.</source>
        <translation>מנהל המחשב צריך לאשר את ההתקנה. המרפאה שלכם נשארת כפי שהיא.</translation>
    </message>
    <message>
        <source>Its changelog says nothing of this version.</source>
        <translation>יומן השינויים שלה אינו אומר דבר על גרסה זו.</translation>
    </message>
    <message>
        <source>Waiting for an administrator and the package manager</source>
        <translation>ממתין לאישור מנהל ולמנהל החבילות</translation>
    </message>
    <message>
        <source>The update is installed</source>
        <translation>העדכון מותקן</translation>
    </message>
    <message>
        <source>This window goes on as it is until it is closed; the next start is the newer version.</source>
        <translation>חלון זה ממשיך כפי שהוא עד שייסגר; בהפעלה הבאה תעלה הגרסה החדשה.</translation>
    </message>
</context>
<context>
    <name>UpdateStatusButton</name>
    <message>
        <source>Version {version} is installed</source>
        <translation>גרסה {version} מותקנת</translation>
    </message>
    <message>
        <source>This window is still {installed}. Close it and start it again to use the newer one.</source>
        <translation>חלון זה הוא עדיין גרסה {installed}. סגרו אותו והפעילו שוב כדי להשתמש בגרסה החדשה.</translation>
    </message>
    <message>
        <source>Version {version} is ready</source>
        <translation>גרסה {version} מוכנה</translation>
    </message>
    <message>
        <source>Show the update: what it changes, and how it is installed. Now: {installed}.</source>
        <translation>הצגת העדכון: מה הוא משנה ואיך הוא מותקן. עכשיו: {installed}.</translation>
    </message>
</context>
<context>
    <name>UpgradeBar</name>
    <message>
        <source>Go back…</source>
        <translation>חזרה לאחור…</translation>
    </message>
    <message numerus="yes">
        <source>After the upgrade, %n value(s) did not open</source>
        <translation>
            <numerusform>לאחר השדרוג ערך אחד לא נפתח</numerusform>
            <numerusform>לאחר השדרוג %n ערכים לא נפתחו</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) were copied. Everything else is there.</source>
        <translation>
            <numerusform>רשומה אחת הועתקה. כל השאר קיים.</numerusform>
            <numerusform>%n רשומות הועתקו. כל השאר קיים.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep the version of before, and contact whoever looks after your computers.</source>
        <translation>שמרו את הגרסה הקודמת, ופנו למי שמטפל במחשבים שלכם.</translation>
    </message>
    <message>
        <source>Anamnesis was upgraded</source>
        <translation>התוכנה Anamnesis שודרגה</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) were copied. Not every one was opened yet.</source>
        <translation>
            <numerusform>רשומה אחת הועתקה. היא עוד לא נפתחה.</numerusform>
            <numerusform>%n רשומות הועתקו. עוד לא כולן נפתחו.</numerusform>
        </translation>
    </message>
    <message>
        <source>Lock and unlock once more: then every one is opened.</source>
        <translation>נעלו ופתחו שוב: אז כולן נפתחות ונבדקות.</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) were copied, and every one opens.</source>
        <translation>
            <numerusform>רשומה אחת הועתקה, והיא נפתחת.</numerusform>
            <numerusform>%n רשומות הועתקו, וכולן נפתחות.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep the version of before until you are sure.</source>
        <translation>שמרו את הגרסה הקודמת עד שתהיו בטוחים.</translation>
    </message>
    <message>
        <source>It works: remove the old state</source>
        <translation>הכול עובד: הסרת המצב הישן</translation>
    </message>
    <message>
        <source>Accounts of this computer share the practice: only an administrator removes that version, or goes back to it, as the guide for IT says under “Several people on one computer”. With the server stopped:</source>
        <translation>חשבונות במחשב זה חולקים את המרפאה: רק מנהל המחשב מסיר את הגרסה הקודמת או חוזר אליה, לפי המדריך ל־IT, בפרק ‎“Several people on one computer”‎. כשהשרת עצור:</translation>
    </message>
    <message>
        <source>Accounts of this computer share the practice: only an administrator goes back to that version, as the guide for IT says under “Several people on one computer”. With the server stopped:</source>
        <translation>חשבונות במחשב זה חולקים את המרפאה: רק מנהל המחשב חוזר לגרסה הקודמת, לפי המדריך ל־IT, בפרק ‎“Several people on one computer”‎. כשהשרת עצור:</translation>
    </message>
</context>
<context>
    <name>UpgradeChoice</name>
    <message>
        <source>Remove the state of before the upgrade?</source>
        <translation>להסיר את המצב שלפני השדרוג?</translation>
    </message>
    <message>
        <source>Nothing goes back to it then; a backup made before can still be restored to another place.</source>
        <translation>לאחר מכן אי אפשר לחזור אליו; גיבוי שנעשה קודם עדיין אפשר לשחזר למקום אחר.</translation>
    </message>
    <message>
        <source>Remove the old state</source>
        <translation>הסרת המצב הישן</translation>
    </message>
    <message>
        <source>Go back to the state of before the upgrade?</source>
        <translation>לחזור למצב שלפני השדרוג?</translation>
    </message>
    <message>
        <source>Anamnesis closes and puts the database of before back. What was written since the upgrade stays in the newer database, which is set aside in the data directory; this version alone opens it. Afterwards start the version of before.</source>
        <translation>התוכנה נסגרת ומחזירה את מסד הנתונים הקודם. מה שנכתב מאז השדרוג נשאר במסד הנתונים החדש, שמונח בצד בתיקיית הנתונים; רק גרסה זו פותחת אותו. לאחר מכן הפעילו את הגרסה הקודמת.</translation>
    </message>
    <message>
        <source>Close and go back</source>
        <translation>סגירה וחזרה לאחור</translation>
    </message>
    <message>
        <source>The state of before the upgrade is back</source>
        <translation>המצב שלפני השדרוג הוחזר</translation>
    </message>
    <message>
        <source>Start the version of Anamnesis of before now: this one would upgrade the database again.</source>
        <translation>הפעילו כעת את הגרסה הקודמת של Anamnesis: גרסה זו הייתה משדרגת שוב את מסד הנתונים.</translation>
    </message>
    <message>
        <source>The newer database is kept in {folder}.</source>
        <translation>מסד הנתונים החדש נשמר ב־{folder}.</translation>
    </message>
</context>
<context>
    <name>VersionsModel</name>
    <message>
        <source>Version {number}</source>
        <translation>גרסה {number}</translation>
    </message>
    <message>
        <source>because: {reason}</source>
        <translation>הסיבה: {reason}</translation>
    </message>
    <message>
        <source>Nothing written yet</source>
        <translation>עדיין לא נכתב דבר</translation>
    </message>
</context>
<context>
    <name>VersionsPage</name>
    <message>
        <source>Read this version</source>
        <translation>קריאת גרסה זו</translation>
    </message>
    <message>
        <source>Back to the session</source>
        <translation>חזרה למפגש</translation>
    </message>
    <message>
        <source>Versions of the session of {day} of {name}</source>
        <translation>גרסאות המפגש מיום {day} של {name}</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>גרסאות</translation>
    </message>
    <message>
        <source>What it changed</source>
        <translation>מה היא שינתה</translation>
    </message>
    <message>
        <source>What changed since then</source>
        <translation>מה השתנה מאז</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>מה מושווה</translation>
    </message>
    <message>
        <source>The text is the same.</source>
        <translation>הטקסט זהה.</translation>
    </message>
    <message>
        <source>The first version: everything is new.</source>
        <translation>הגרסה הראשונה: הכול חדש.</translation>
    </message>
    <message>
        <source>Struck out: removed. Underlined: added.</source>
        <translation>קו חוצה: הוסר. קו תחתון: נוסף.</translation>
    </message>
</context>
<context>
    <name>ViewerBar</name>
    <message>
        <source>Previous</source>
        <translation>הקודם</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>הבא</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>הקטנה</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>הגדלה</translation>
    </message>
    <message>
        <source>Whole page</source>
        <translation>עמוד שלם</translation>
    </message>
    <message>
        <source>Page width</source>
        <translation>רוחב העמוד</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>מילים</translation>
    </message>
    <message>
        <source>Show the words that can be found ({keys})</source>
        <translation>הצגת המילים שניתן למצוא ({keys})</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>שמירת עותק…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגירה</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>עמוד {page} מתוך {pages}</translation>
    </message>
    <message>
        <source>Drawing the page</source>
        <translation>מציירים את העמוד</translation>
    </message>
</context>
<context>
    <name>VisitBar</name>
    <message>
        <source>Open chart</source>
        <translation>פתיחת התיק</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>שינוי…</translation>
    </message>
    <message>
        <source>Open session</source>
        <translation>פתיחת המפגש</translation>
    </message>
    <message>
        <source>Start session</source>
        <translation>התחלת מפגש</translation>
    </message>
    <message>
        <source>Starts today&apos;s session, or opens the one already started (S)</source>
        <translation>פותח מפגש להיום, או את המפגש שכבר נפתח (S)</translation>
    </message>
    <message>
        <source>Opens the client&apos;s chart (Enter)</source>
        <translation>פותח את התיק של המטופל (Enter)</translation>
    </message>
    <message>
        <source>Another time, length, kind or note (E)</source>
        <translation>שעה, משך, סוג או הערה אחרים (E)</translation>
    </message>
    <message>
        <source>Back to scheduled (R)</source>
        <translation>החזרה למצב ״נקבע״ (R)</translation>
    </message>
    <message>
        <source>The client came (A)</source>
        <translation>התור התקיים (A)</translation>
    </message>
    <message>
        <source>Cancelled (C)</source>
        <translation>התור בוטל (C)</translation>
    </message>
    <message>
        <source>The client did not come (M)</source>
        <translation>אי־הגעה לתור (M)</translation>
    </message>
</context>
<context>
    <name>VocabularyDialog</name>
    <message>
        <source>Abbreviations of the practice</source>
        <translation>ראשי תיבות וקיצורים של המרפאה</translation>
    </message>
    <message>
        <source>No abbreviations yet</source>
        <translation>אין עדיין קיצורים</translation>
    </message>
    <message>
        <source>Those in general use are known already. Add those that only your practice uses.</source>
        <translation>קיצורים נפוצים כבר מוכרים. הוסיפו את אלה שרק המרפאה שלכם משתמשת בהם.</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>&amp;חדש</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;מחיקה</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;שמירה</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגירה</translation>
    </message>
    <message>
        <source>{short} is understood from the next question on.</source>
        <translation>הקיצור {short} יובן החל מהשאלה הבאה.</translation>
    </message>
    <message>
        <source>{short} was deleted</source>
        <translation>נמחק: {short}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>ביטול הפעולה</translation>
    </message>
    <message>
        <source>When a question holds one of these, notes with any of its meanings are found too, and the other way round. Only questions are read differently: no note is changed, and nothing is indexed again.</source>
        <translation>כששאלה מכילה אחד מהקיצורים, נמצאות גם רשומות שבהן אחד מפירושיו, ולהפך. רק השאלות נקראות אחרת: שום רשומה אינה משתנה, והאינדקס אינו נבנה מחדש.</translation>
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
        <source>Every note is encrypted with your passphrase. Nobody can reset it, not even us.</source>
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
    <name>WindowCommands</name>
    <message>
        <source>&amp;Today</source>
        <translation>ה&amp;יום</translation>
    </message>
    <message>
        <source>&amp;Clients</source>
        <translation>מ&amp;טופלים</translation>
    </message>
    <message>
        <source>F&amp;ind</source>
        <translation>חי&amp;פוש</translation>
    </message>
    <message>
        <source>&amp;Health</source>
        <translation>תקינ&amp;ות</translation>
    </message>
    <message>
        <source>not possible now</source>
        <translation>לא אפשרי כעת</translation>
    </message>
    <message>
        <source>New session: {name}</source>
        <translation>מפגש חדש: {name}</translation>
    </message>
</context>
<context>
    <name>WindowDialogs</name>
    <message>
        <source>Keys, people and audit…</source>
        <translation>מפתחות, אנשים וביקורת…</translation>
    </message>
    <message>
        <source>Models and index…</source>
        <translation>מודלים ואינדקס…</translation>
    </message>
    <message>
        <source>Backups…</source>
        <translation>גיבויים…</translation>
    </message>
</context>
<context>
    <name>WindowMenus</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;קובץ</translation>
    </message>
    <message>
        <source>&amp;Chart</source>
        <translation>&amp;תיק</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>ת&amp;צוגה</translation>
    </message>
    <message>
        <source>The&amp;me</source>
        <translation>ערכת &amp;צבעים</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;שפה</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;כלים</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ע&amp;זרה</translation>
    </message>
    <message>
        <source>Match &amp;system</source>
        <translation>לפי ה&amp;מערכת</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;בהיר</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;כהה</translation>
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
        <source>a date in it is not the one in the cited words</source>
        <translation>תאריך שבו אינו זה שבמילים המצוטטות</translation>
    </message>
    <message>
        <source>the cited words name another drug</source>
        <translation>המילים המצוטטות נוקבות בשם של תרופה אחרת</translation>
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
        <source>the cited words say that it was stopped or not started</source>
        <translation>במילים המצוטטות נאמר שהופסק או שלא הותחל</translation>
    </message>
    <message>
        <source>the cited words are about someone else</source>
        <translation>המילים המצוטטות הן על אדם אחר</translation>
    </message>
    <message>
        <source>it repeats an earlier sentence</source>
        <translation>הוא חוזר על משפט קודם</translation>
    </message>
    <message>
        <source>it was not finished</source>
        <translation>הוא לא הושלם</translation>
    </message>
    <message>
        <source>it is of another time</source>
        <translation>הוא מתייחס לזמן אחר</translation>
    </message>
    <message>
        <source>a later note speaks of the same</source>
        <translation>רשומה מאוחרת יותר עוסקת באותו עניין</translation>
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
    <name>WordsPage</name>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;הוספה</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>הס&amp;רה</translation>
    </message>
    <message>
        <source>No words yet</source>
        <translation>אין עדיין מילים</translation>
    </message>
    <message>
        <source>Words you add here, or from a note, are no longer underlined, for everybody.</source>
        <translation>מילים שמוסיפים כאן, או מתוך רישום, כבר אינן מסומנות בקו, אצל כולם.</translation>
    </message>
    <message>
        <source>{word} was removed</source>
        <translation>המילה {word} הוסרה</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>ביטול הפעולה</translation>
    </message>
    <message>
        <source>The practice&apos;s words</source>
        <translation>המילים של המרפאה</translation>
    </message>
    <message>
        <source>A word to accept as correct</source>
        <translation>מילה שתיחשב נכונה</translation>
    </message>
</context>
<context>
    <name>WorkDialog</name>
    <message>
        <source>Cancel</source>
        <translation>ביטול</translation>
    </message>
    <message>
        <source>Your organisation does not allow this</source>
        <translation>הארגון שלכם אינו מתיר זאת</translation>
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
        <source>Not stored when the practice was locked: {forms}</source>
        <translation>לא נשמר כשהמרפאה ננעלה: {forms}</translation>
    </message>
    <message>
        <source>What was typed there is lost.</source>
        <translation>מה שהוקלד שם אבד.</translation>
    </message>
</context>
<context>
    <name>WritingAids</name>
    <message>
        <source>Check spelling</source>
        <translation>בדיקת איות</translation>
    </message>
    <message>
        <source>No suggestions</source>
        <translation>אין הצעות</translation>
    </message>
    <message>
        <source>Add {word} to the practice&apos;s words</source>
        <translation>הוספת {word} למילים של המרפאה</translation>
    </message>
    <message>
        <source>Ignore in this note</source>
        <translation>התעלמות ברישום זה</translation>
    </message>
</context>
</TS>
