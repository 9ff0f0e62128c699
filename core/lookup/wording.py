"""The sentences of looked-up answers, in the language of the question."""

from __future__ import annotations

import re
from datetime import date

from core.clinical_language.months import long_day, month_name
from core.facts.quoting import Quote
from core.lookup.dto import Language, Line

_OF_OTHER_DIRECTION = {"en": re.compile("[\u0590-\u05ff]"), "he": re.compile("[A-Za-z]")}
_RECORD: dict[Language, str] = {"en": "the client record", "he": "כרטיס המטופל"}
_IN_RECORD: dict[Language, tuple[str, str]] = {
    "en": ("on the client record", "in the client record"),
    "he": ("ב־כרטיס המטופל", "בכרטיס המטופל"),
}
_SENTENCES: dict[str, tuple[str, str]] = {
    "no_visits": ("No visit is recorded.", "לא רשום אף ביקור."),
    "no_visits_then": ("No visit is recorded for that time.", "לא רשום ביקור בתקופה זו."),
    "visit.last": ("The last visit was on {day}, {ago}.", "הביקור האחרון היה ב־{day}, {ago}."),
    "visit.first": ("The first visit was on {day}, {ago}.", "הביקור הראשון היה ב־{day}, {ago}."),
    "visit.previous": (
        "The visit before the last was on {day}, {ago}.",
        "הביקור שלפני האחרון היה ב־{day}, {ago}.",
    ),
    "visit.nth": ("Visit number {count} was on {day}, {ago}.", "ביקור מספר {count} היה ב־{day}, {ago}."),
    "visit.no_nth": ("There are only {count} visits.", "יש רק {count} ביקורים."),
    "visit.one": ("Only one visit is recorded, on {day}.", "רשום ביקור אחד בלבד, ב־{day}."),
    "visit.on": ("There was a visit on {day}.", "היה ביקור ב־{day}."),
    "visits.all": (
        "All visits count: the record does not tell kinds of visits apart.",
        "כל הביקורים נספרים: התיק אינו מבחין בין סוגי ביקורים.",
    ),
    "visit.next": ("The next visit was on {day}.", "הביקור הבא היה ב־{day}."),
    "gap": ("{count} days{weeks}: {first} to {last}.", "{count} ימים{weeks}: מ־{first} עד {last}."),
    "gap.weeks": (" ({count} weeks)", " ({count} שבועות)"),
    "count.none": ("No visit is recorded.", "לא רשום אף ביקור."),
    "count.one": ("1 visit, on {first}.", "ביקור אחד, ב־{first}."),
    "count.many": ("{count} visits, from {first} to {last}.", "{count} ביקורים, מ־{first} עד {last}."),
    "visit.list": ("{count} visits: {days}.", "{count} ביקורים: {days}."),
    "author.signed": ("{name} signed the note of {day}.", "{name} חתם/ה על הרשומה מיום {day}."),
    "author.wrote": (
        "{name} wrote the note of {day}; it is not signed.",
        "{name} כתב/ה את הרשומה מיום {day}; היא אינה חתומה.",
    ),
    "author.unknown": (
        "Who wrote the note of {day} is not recorded.",
        "לא רשום מי כתב את הרשומה מיום {day}.",
    ),
    "part.plan": ("Plan of {visit}, {day}:", "התוכנית מ{visit}, {day}:"),
    "part.assessment": ("Assessment of {visit}, {day}:", "ההערכה מ{visit}, {day}:"),
    "part.subjective": ("What was reported at {visit}, {day}:", "מה שנמסר ב{visit}, {day}:"),
    "part.objective": ("Findings of {visit}, {day}:", "הממצאים מ{visit}, {day}:"),
    "part.all": ("The note of {visit}, {day}:", "הרשומה מ{visit}, {day}:"),
    "part.none.plan": ("The note of {visit}, {day}, holds no plan.", "ברשומה מ{visit}, {day}, אין תוכנית."),
    "part.none.assessment": (
        "The note of {visit}, {day}, holds no assessment.",
        "ברשומה מ{visit}, {day}, אין הערכה.",
    ),
    "part.none.subjective": (
        "The note of {visit}, {day}, does not say what was reported.",
        "ברשומה מ{visit}, {day}, לא רשום מה נמסר.",
    ),
    "part.none.objective": (
        "The note of {visit}, {day}, holds no findings.",
        "ברשומה מ{visit}, {day}, אין ממצאים.",
    ),
    "the.last": ("the last visit", "הביקור האחרון"),
    "the.first": ("the first visit", "הביקור הראשון"),
    "the.previous": ("the visit before the last", "הביקור שלפני האחרון"),
    "the.nth": ("visit number {count}", "ביקור מספר {count}"),
    "the.on": ("the visit", "הביקור"),
    "appointment.next": ("The next appointment is on {day} at {time}.", "התור הבא הוא ב־{day} בשעה {time}."),
    "appointment.last": (
        "The last appointment was on {day} at {time}{status}.",
        "התור האחרון היה ב־{day} בשעה {time}{status}.",
    ),
    "appointment.then": ("Appointment on {day} at {time}{status}.", "תור ב־{day} בשעה {time}{status}."),
    "appointment.none_then": ("No appointment is booked for that time.", "לא נקבע תור לתקופה זו."),
    "appointment.none": ("No appointment is booked.", "לא נקבע תור."),
    "appointment.planned": ("The note of {day} plans a return:", "ברשומה מ־{day} תוכנן ביקור:"),
    "appointment.none_past": ("No earlier appointment is recorded.", "לא רשום תור קודם."),
    "appointment.more": ("Later: {days}.", "אחר כך: {days}."),
    "status.attended": (", attended", ", התקיים"),
    "status.cancelled": (", cancelled", ", בוטל"),
    "status.no_show": (", not attended", ", לא הגיע/ה"),
    "status.scheduled": ("", ""),
    "birth": ("Born on {day}, {age} years old.", "תאריך לידה: {day}, גיל {age}."),
    "birth.none": ("No date of birth is recorded.", "לא רשום תאריך לידה."),
    "age": ("{age} years old, born on {day}.", "גיל {age}, תאריך לידה {day}."),
    "phone": ("Phone: {value}", "טלפון: {value}"),
    "email": ("E-mail: {value}", "דוא״ל: {value}"),
    "address": ("Address: {value}", "כתובת: {value}"),
    "emergency": ("Emergency contact: {value}", "איש קשר לחירום: {value}"),
    "phone.none": ("No phone number is recorded.", "לא רשום מספר טלפון."),
    "email.none": ("No e-mail address is recorded.", "לא רשומה כתובת דוא״ל."),
    "address.none": ("No address is recorded.", "לא רשומה כתובת."),
    "emergency.none": ("No emergency contact is recorded.", "לא רשום איש קשר לחירום."),
    "contact.none": ("No contact details are recorded.", "לא רשומים פרטי קשר."),
    "sex": ("Recorded as {value}.", "רשום: {value}."),
    "sex.none": ("The sex is not recorded.", "המין לא רשום."),
    "sex.female": ("female", "נקבה"),
    "sex.male": ("male", "זכר"),
    "sex.other": ("other", "אחר"),
    "consent": ("Consent was given on {day}.", "ההסכמה ניתנה ב־{day}."),
    "consent.none": ("No consent is recorded.", "לא רשומה הסכמה."),
    "alerts": ("Alerts in the client record:", "התראות בתיק:"),
    "alerts.none": ("No alert is recorded.", "לא רשומה התראה."),
    "attachments": ("{count} files: {names}.", "{count} קבצים: {names}."),
    "attachments.one": ("1 file: {names}.", "קובץ אחד: {names}."),
    "attachments.none": ("No file is attached.", "לא צורף קובץ."),
    "letters": ("{count} letters: {names}.", "{count} מכתבים: {names}."),
    "letters.one": ("1 letter: {names}.", "מכתב אחד: {names}."),
    "letters.none_then": ("No letter of that time is on file.", "אין בתיק מכתבים מתקופה זו."),
    "letters.none": ("No letter is on file.", "אין מכתבים בתיק."),
    "clients": ("{count} clients in the practice{archived}.", "{count} מטופלים במרפאה{archived}."),
    "clients.archived": (", {count} of them archived", ", מתוכם {count} בארכיון"),
    "agenda": ("{count} appointments on {day}: {names}.", "{count} תורים ב־{day}: {names}."),
    "agenda.one": ("1 appointment on {day}: {names}.", "תור אחד ב־{day}: {names}."),
    "agenda.none": ("No appointment on {day}.", "אין תורים ב־{day}."),
    "unsigned": ("{count} unsigned notes: {names}.", "{count} רשומות לא חתומות: {names}."),
    "unsigned.one": ("1 unsigned note: {names}.", "רשומה לא חתומה אחת: {names}."),
    "unsigned.none": ("Every note is signed.", "כל הרשומות חתומות."),
    "overdue": (
        "{count} clients have no visit since {day}: {names}.",
        "{count} מטופלים ללא ביקור מאז {day}: {names}.",
    ),
    "overdue.one": ("1 client has no visit since {day}: {names}.", "מטופל אחד ללא ביקור מאז {day}: {names}."),
    "overdue.none": ("Every client has had a visit since {day}.", "כל המטופלים ביקרו מאז {day}."),
    "seen": ("{count} clients were seen {when}: {names}.", "{count} מטופלים ביקרו {when}: {names}."),
    "seen.one": ("1 client was seen {when}: {names}.", "מטופל אחד ביקר {when}: {names}."),
    "seen.none": ("No client was seen {when}.", "אף מטופל לא ביקר {when}."),
    "when.on": ("on {day}", "ב־{day}"),
    "when.within": ("from {first} to {last}", "מ־{first} עד {last}"),
    "when.since": ("since {first}", "מאז {first}"),
    "measured": (
        "{count} clients with {measure} {limit}: {names}.",
        "{count} מטופלים עם {measure} {limit}: {names}.",
    ),
    "measured.one": ("1 client with {measure} {limit}: {names}.", "מטופל אחד עם {measure} {limit}: {names}."),
    "measured.earlier": (
        "Only at earlier measurements ({count}): {names}.",
        "רק במדידות קודמות ({count}): {names}.",
    ),
    "measured.none_now": (
        "No client with a last {measure} {limit}.",
        "אין מטופל עם {measure} אחרון {limit}.",
    ),
    "measured.none_read": (
        "No client with {measure} {limit}, among the {count} values that were read.",
        "אין מטופל עם {measure} {limit}, מבין {count} הערכים שנקראו.",
    ),
    "limit.above": ("above {value}", "מעל {value}"),
    "limit.least": ("of at least {value}", "של {value} לפחות"),
    "limit.below": ("below {value}", "מתחת ל־{value}"),
    "limit.most": ("of at most {value}", "של {value} לכל היותר"),
    "medication": ("Taken, as last noted ({count}):", "נלקחות, לפי הרישום האחרון ({count}):"),
    "medication.one": ("{drug} ({day})", "{drug} ({day})"),
    "medication.denied": ("No medication is taken, as noted on {day}.", "אינו/ה נוטל/ת תרופות, לפי {day}."),
    "medication.none": ("No medication is noted as taken now.", "לא רשומה תרופה שנלקחת כעת."),
    "because": ("; reason noted: “{reason}”", "; הסיבה הרשומה: ”{reason}“"),
    "drug.taken": ("Yes: {drug}, as noted on {day}.", "כן: {drug}, לפי {day}."),
    "drug.stopped": ("{drug} was stopped, {day}{why}.", "{drug} הופסק, {day}{why}."),
    "drug.refused": ("{drug} was declined, {day}{why}.", "סירוב ל־{drug}, {day}{why}."),
    "drug.planned": ("{drug} is planned, as noted on {day}.", "{drug} מתוכנן, לפי {day}."),
    "drug.considered": ("{drug} was only considered, on {day}.", "{drug} רק נשקל, ב־{day}."),
    "drug.historical": ("{drug} was taken in the past, as noted on {day}.", "{drug} נלקח בעבר, לפי {day}."),
    "drug.denied": ("No: {drug} is not taken, as noted on {day}.", "לא: {drug} אינו נלקח, לפי {day}."),
    "drug.family": ("Only a relative takes {drug} ({day}).", "רק קרוב משפחה נוטל {drug} ({day})."),
    "drug.begun": ("{drug} was started on {day}{why}.", "{drug} הוחל ב־{day}{why}."),
    "dose": ("{drug}: {dose}, as noted on {day}.", "{drug}: {dose}, לפי {day}."),
    "dose.none": ("The dose of {drug} is not recorded.", "המינון של {drug} לא רשום."),
    "measure": ("{measure}: {values} on {day}.", "{measure}: {values}, ב־{day}."),
    "measure.highest": ("Highest {measure}: {values}.", "הערך הגבוה ביותר של {measure}: {values}."),
    "measure.lowest": ("Lowest {measure}: {values}.", "הערך הנמוך ביותר של {measure}: {values}."),
    "measure.all": ("{measure}: {values}.", "{measure}: {values}."),
    "measure.none_then": (
        "No {measure} value is recorded for that time.",
        "לא רשום ערך של {measure} בתקופה זו.",
    ),
    "measure.none": ("No {measure} value is recorded.", "לא רשום ערך של {measure}."),
    "measure.ahead": (
        "No {measure} value is recorded; it was ordered or planned on {day}.",
        "לא רשום ערך של {measure}; ב־{day} הוזמן או תוכנן.",
    ),
    "silent": ("The chart does not mention {name}.", "{name} אינו מוזכר ברשומה."),
    "smoking.silent": ("Nothing is recorded about smoking.", "לא רשום דבר על עישון."),
    "alcohol.silent": ("Nothing is recorded about alcohol.", "לא רשום דבר על אלכוהול."),
    "test.ordered": (
        "{test} was ordered on {day}; no result is recorded.",
        "{test} הוזמן ב־{day}; לא רשומה תוצאה.",
    ),
    "allergies": ("Recorded allergies: {names}.", "אלרגיות רשומות: {names}."),
    "allergies.none": ("No allergy is recorded.", "לא רשומה אלרגיה."),
    "allergies.denied": ("No known allergies, as noted on {day}.", "אין אלרגיות ידועות, לפי {day}."),
    "allergies.denied_in_record": (
        "No known allergies, by the client record.",
        "אין אלרגיות ידועות, לפי התיק.",
    ),
    "allergy.active": ("Yes: an allergy to {drug} is recorded.", "כן: רשומה אלרגיה ל־{drug}."),
    "allergy.denied": ("No: no allergy to {drug}, as noted on {day}.", "לא: אין אלרגיה ל־{drug}, לפי {day}."),
    "allergy.removed": (
        "No: the allergy to {drug} was taken off the list, {day}.",
        "לא: האלרגיה ל־{drug} הוסרה, {day}.",
    ),
    "reaction": ("{drug}: {what}.", "{drug}: {what}."),
    "allergy.others": (
        "No allergy to {drug} is recorded; recorded are: {names}.",
        "לא רשומה אלרגיה ל־{drug}; רשומות: {names}.",
    ),
    "allergy.none": ("No allergy to {drug} is recorded.", "לא רשומה אלרגיה ל־{drug}."),
    "problem.one": ("{problem} ({when})", "{problem} ({when})"),
    "problem.active": ("Yes: {problem} ({when}).", "כן: {problem} ({when})."),
    "problem.resolved": ("{problem} has resolved ({when}).", "{problem} חלף ({when})."),
    "problem.historical": ("{problem} in the past ({when}).", "{problem} בעבר ({when})."),
    "problem.considered": (
        "{problem} is suspected, not confirmed ({when}).",
        "חשד ל־{problem}, לא אושר ({when}).",
    ),
    "problem.ruled_out": ("No: {problem} was ruled out ({when}).", "לא: {problem} נשלל ({when})."),
    "problem.denied": ("No: {problem} is denied ({when}).", "לא: {problem} נשלל ({when})."),
    "problem.family": ("Only of a relative: {problem} ({when}).", "רק במשפחה: {problem} ({when})."),
    "smoking.active": ("Smokes{amount} ({when}).", "מעשן/ת{amount} ({when})."),
    "smoking.former": ("Smoked in the past{amount} ({when}).", "עישן/ה בעבר{amount} ({when})."),
    "smoking.never": ("Does not smoke ({when}).", "לא מעשן/ת ({when})."),
    "alcohol.active": ("Drinks alcohol{amount} ({when}).", "שותה אלכוהול{amount} ({when})."),
    "alcohol.former": (
        "Drank alcohol in the past{amount} ({when}).",
        "שתה/תה אלכוהול בעבר{amount} ({when}).",
    ),
    "alcohol.never": ("Does not drink alcohol ({when}).", "לא שותה אלכוהול ({when})."),
    "job": ("Occupation: {what} ({when}).", "עיסוק: {what} ({when})."),
    "job.former": ("Former occupation: {what} ({when}).", "עיסוק בעבר: {what} ({when})."),
    "living": ("Living situation: {what} ({when}).", "מגורים: {what} ({when})."),
    "when.record": ("client record", "כרטיס המטופל"),
    "contradicted": (
        "But the note of {day} says: “{words}”",
        "אבל ברשומה מ־{day} כתוב: “{words}”",
    ),
    "contradicted.by_file": (
        "But the file of {day} says: “{words}”",
        "אבל בקובץ מ־{day} כתוב: “{words}”",
    ),
    "contradicted.of": (
        "But for {name}, the note of {day} says: “{words}”",
        "אבל אצל {name}, ברשומה מ־{day}, כתוב: “{words}”",
    ),
    "contradicted.by_file.of": (
        "But for {name}, the file of {day} says: “{words}”",
        "אבל אצל {name}, בקובץ מ־{day}, כתוב: “{words}”",
    ),
    "contradicted.by_record.of": (
        "But for {name}, the client record says: “{words}”",
        "אבל אצל {name}, בתיק כתוב: “{words}”",
    ),
    "contradicted.by_record": ("But the client record says: “{words}”", "אבל בתיק כתוב: “{words}”"),
    "holders.takers": ("{count} clients take {what}: {names}.", "{count} מטופלים נוטלים {what}: {names}."),
    "holders.takers.one": ("1 client takes {what}: {names}.", "מטופל אחד נוטל {what}: {names}."),
    "holders.takers.none": (
        "No client takes {what}, as far as the notes say.",
        "אף מטופל אינו נוטל {what}, לפי הרשומות.",
    ),
    "holders.allergic": (
        "{count} clients are allergic to {what}: {names}.",
        "{count} מטופלים אלרגיים ל־{what}: {names}.",
    ),
    "holders.allergic.one": (
        "1 client is allergic to {what}: {names}.",
        "מטופל אחד אלרגי ל־{what}: {names}.",
    ),
    "holders.allergic.none": (
        "No client is allergic to {what}, as far as the record says.",
        "אף מטופל אינו אלרגי ל־{what}, לפי הרשומות.",
    ),
    "holders.having": ("{count} clients have {what}: {names}.", "{count} מטופלים עם {what}: {names}."),
    "holders.having.one": ("1 client has {what}: {names}.", "מטופל אחד עם {what}: {names}."),
    "holders.having.none": (
        "No client has {what}, as far as the notes say.",
        "אין מטופל עם {what}, לפי הרשומות.",
    ),
    "holders.smokers": ("{count} clients smoke: {names}.", "{count} מטופלים מעשנים: {names}."),
    "holders.smokers.one": ("1 client smokes: {names}.", "מטופל אחד מעשן: {names}."),
    "holders.smokers.none": (
        "No client smokes, as far as the notes say.",
        "אף מטופל אינו מעשן, לפי הרשומות.",
    ),
    "holders.drinkers": (
        "{count} clients drink alcohol: {names}.",
        "{count} מטופלים שותים אלכוהול: {names}.",
    ),
    "holders.drinkers.one": ("1 client drinks alcohol: {names}.", "מטופל אחד שותה אלכוהול: {names}."),
    "holders.drinkers.none": (
        "No client drinks alcohol, as far as the notes say.",
        "אף מטופל אינו שותה אלכוהול, לפי הרשומות.",
    ),
    "holders.alone": ("{count} clients live alone: {names}.", "{count} מטופלים גרים לבד: {names}."),
    "holders.alone.one": ("1 client lives alone: {names}.", "מטופל אחד גר לבד: {names}."),
    "holders.alone.none": (
        "No client lives alone, as far as the notes say.",
        "אף מטופל אינו גר לבד, לפי הרשומות.",
    ),
    "holders.takers.unclear": (
        "No note says plainly that a client takes {what}.",
        "אף רשומה אינה אומרת במפורש שמטופל נוטל {what}.",
    ),
    "holders.allergic.unclear": (
        "No note says plainly that a client is allergic to {what}.",
        "אף רשומה אינה אומרת במפורש שמטופל אלרגי ל־{what}.",
    ),
    "holders.smokers.unclear": (
        "No note says plainly that a client smokes.",
        "אף רשומה אינה אומרת במפורש שמטופל מעשן.",
    ),
    "holders.drinkers.unclear": (
        "No note says plainly that a client drinks alcohol.",
        "אף רשומה אינה אומרת במפורש שמטופל שותה אלכוהול.",
    ),
    "holders.alone.unclear": (
        "No note says plainly that a client lives alone.",
        "אף רשומה אינה אומרת במפורש שמטופל גר לבד.",
    ),
    "holders.having.unclear": (
        "No note says plainly that a client has {what}.",
        "אף רשומה אינה אומרת במפורש שיש למטופל {what}.",
    ),
    "holders.mentioned": ("Only mentioned ({count}): {names}.", "רק מוזכר ({count}): {names}."),
    "holders.mentioned.more": (
        "Only mentioned (at least {count}): {names}.",
        "רק מוזכר (לפחות {count}): {names}.",
    ),
    "holders.passed_over": (
        "Not taken into account of the question: “{words}”.",
        "לא הובאו בחשבון מהשאלה: ”{words}“.",
    ),
    "holders.past": ("In the past or stopped ({count}): {names}.", "בעבר או הופסק ({count}): {names}."),
    "holders.no": ("Denied, ruled out or removed ({count}): {names}.", "נשלל או הוסר ({count}): {names}."),
    "holders.unsure": (
        "Considered, planned or of a relative only ({count}): {names}.",
        "נשקל, מתוכנן או רק במשפחה ({count}): {names}.",
    ),
    "ago.today": ("today", "היום"),
    "ago.yesterday": ("yesterday", "אתמול"),
    "ago.days": ("{count} days ago", "לפני {count} ימים"),
    "ago.months": ("{count} months ago", "לפני {count} חודשים"),
    "ago.years": ("{count} years ago", "לפני {count} שנים"),
    "ago.ahead": ("still to come", "עוד לא היה"),
}


_NOTHING = frozenset(
    {"no_visits", "no_visits_then", "count.none", "appointment.none", "appointment.none_past", "birth.none"}
    | {"phone.none", "email.none", "address.none", "emergency.none", "contact.none", "sex.none"}
    | {"consent.none", "alerts.none", "attachments.none", "letters.none", "author.unknown"}
    | {"medication.none", "dose.none", "measure.none_then", "allergies.none", "allergy.none"}
    | {"holders.takers.none", "holders.allergic.none", "holders.having.none", "holders.smokers.none"}
    | {"holders.drinkers.none", "holders.alone.none"}
    | {"holders.smokers.unclear", "holders.drinkers.unclear", "holders.alone.unclear"}
    | {"holders.takers.unclear", "holders.having.unclear", "holders.allergic.unclear", "holders.passed_over"}
    | {
        "appointment.none_then",
        "letters.none_then",
        "seen.none",
        "measured.none_now",
        "measured.none_read",
        "measure.ahead",
        "visits.all",
    }
    | {"measure.none", "silent", "smoking.silent", "alcohol.silent"}
    | {"test.ordered", "drug.family", "problem.family"}
    | {"part.none.plan", "part.none.assessment", "part.none.subjective", "part.none.objective"}
)
"""Sentences that report that the record does not contain something."""


def line(code: str, language: Language, quotes: tuple[Quote, ...] = (), **values: object) -> Line:
    """A sentence of the table as a line of an answer."""
    return Line(say(code, language, **values), quotes, nothing=code in _NOTHING)


def knows(code: str) -> bool:
    """Whether the table has this sentence."""
    return code in _SENTENCES


def say(code: str, language: Language, **values: object) -> str:
    """A sentence of the table; days among `values` are written out in the language."""
    written = {
        name: day_in_words(value, language) if isinstance(value, date) else _apart(str(value), language)
        for name, value in values.items()
    }
    text = _SENTENCES[code][0 if language == "en" else 1].format(**written)
    text = text.replace(*_IN_RECORD[language])
    first = text.partition(" ")[0]
    # A sentence may begin with a name: `metformin`, but not `eGFR`.
    return text[:1].upper() + text[1:] if _SENTENCES[code][0][:1] == "{" and first.islower() else text


def _apart(value: str, language: Language) -> str:
    """A value with letters of the other direction, isolated from the sentence around it (UAX 9)."""
    other = _OF_OTHER_DIRECTION[language].search(value) is not None
    return f"\u2068{value}\u2069" if other and "\u2068" not in value else value


def day_in_words(day: date, language: Language) -> str:
    """`7 April 2024`, `7 באפריל 2024`; the minimum date is the client's record, which has none."""
    if day == date.min:
        return _RECORD[language]
    return long_day(day, language)


def month_in_words(day: date, language: Language) -> str:
    """`April 2024`, `אפריל 2024`."""
    return f"{month_name(day.month, language)} {day.year}"


def ago(day: date, today: date, language: Language) -> str:
    """How long before `today` a day was, in the largest unit of which at least two have passed."""
    days = (today - day).days
    if days < 0:
        return say("ago.ahead", language)
    if days < 2:
        return say("ago.yesterday" if days else "ago.today", language)
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    if months >= 24:
        return say("ago.years", language, count=months // 12)
    if months >= 2:
        return say("ago.months", language, count=months)
    return say("ago.days", language, count=days)


def listed(items: list[str]) -> str:
    """The items on one line, each isolated in its own direction."""
    every = "".join(items)
    if not all(found.search(every) for found in _OF_OTHER_DIRECTION.values()):
        return "; ".join(items)
    return "; ".join(f"\u2068{one}\u2069" for one in items)
