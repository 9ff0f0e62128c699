"""The built-in chart on which a language model is tested: invented, in English and in Hebrew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

NOTES: Mapping[str, tuple[date, str, str]] = {
    "knee": (
        date(2024, 3, 4),
        "subjective",
        "Left knee pain for three weeks after gardening. Denies locking.",
    ),
    "knee exam": (
        date(2024, 3, 4),
        "objective",
        "Left knee: mild effusion, full extension, flexion 110 degrees.",
    ),
    "pressure": (date(2024, 5, 13), "objective", "Blood pressure 148/92 sitting. Pulse 76 regular."),
    "tablets": (date(2024, 5, 13), "plan", "Started amlodipine 5 mg once daily. Review in four weeks."),
    "labs": (date(2024, 5, 14), "objective", "Potassium 4.9, creatinine 88, HbA1c 41."),
    "sleep": (date(2024, 6, 10), "subjective", "Wakes at 4 am most nights. Works night shifts at a bakery."),
    "ankles": (date(2024, 6, 10), "objective", "Ankles slightly swollen since amlodipine. Lungs clear."),
    "feet": (
        date(2024, 6, 10),
        "plan",
        "Compression stockings by day for the swelling. Cut salt. Return if breathless.",
    ),
    "eyes": (date(2024, 7, 22), "subjective", "Blurred vision in the right eye since Friday. No pain in it."),
    "eyes exam": (date(2024, 7, 22), "objective", "Acuity 6/12 right, 6/6 left. Fundi normal."),
    "eyes plan": (date(2024, 7, 22), "plan", "Referred to the eye clinic at Ashdown within two weeks."),
    "work": (
        date(2024, 8, 5),
        "subjective",
        "Gave up the bakery in July. Now sorts parcels in the afternoon.",
    ),
    "mood": (
        date(2024, 8, 5),
        "assessment",
        "Low mood after the move, no thoughts of harming herself. PHQ-9 of 11.",
    ),
    "mood plan": (date(2024, 8, 5), "plan", "Counselling with Dana Levin on Tuesdays."),
    "switch": (date(2024, 9, 16), "plan", "Stopped amlodipine. Started ramipril 2.5 mg every evening."),
    "family": (
        date(2024, 9, 16),
        "subjective",
        "Her mother had a stroke at 61. Allergic to penicillin: rash.",
    ),
    "fall": (
        date(2024, 10, 14),
        "subjective",
        "Fell on the stairs and landed on the left wrist. Did not hit her head.",
    ),
    "fall exam": (date(2024, 10, 14), "objective", "Wrist tender over the radius. X-ray shows no fracture."),
    "fall plan": (
        date(2024, 10, 14),
        "plan",
        "Splint for ten days. Paracetamol 1 g up to four times a day.",
    ),
    "vaccines": (
        date(2024, 10, 14),
        "plan",
        "Flu vaccine given in the right arm. Shingles vaccine declined.",
    ),
    "cough": (
        date(2024, 11, 18),
        "subjective",
        "Dry cough since October, worse lying down. Stopped smoking in 2009 after twenty years.",
    ),
    "cough plan": (
        date(2024, 11, 18),
        "plan",
        "Ramipril changed to losartan 50 mg in the morning because of the cough.",
    ),
    "house": (date(2024, 11, 18), "subjective", "Lives with her sister Ruth on the third floor, no lift."),
    "כתף": (date(2024, 4, 8), "subjective", "כאב בכתף ימין מזה חודשיים. לא ישנה על צד ימין."),
    "טווח": (date(2024, 4, 8), "objective", "כתף ימין: הרמה עד 90 מעלות, כואבת. כוח תקין."),
    "עבודה": (date(2024, 4, 8), "subjective", "נהגת מונית, יושבת שמונה שעות ביום. נשואה ואם לשלושה."),
    "תרגול": (date(2024, 7, 1), "plan", "תרגילי מטוטלת פעמיים ביום. ביקורת בעוד שבועיים."),
    "סוכר": (date(2024, 7, 1), "objective", "סוכר בצום 104. משקל 71 קילו."),
    "בטן": (date(2024, 7, 1), "subjective", "צרבת אחרי ארוחות גדולות מזה חודש. אין הקאות."),
    "תרופות": (date(2024, 7, 1), "plan", 'אומפרזול 20 מ"ג לפני ארוחת הבוקר. איבופרופן הופסק.'),
    "שינה": (date(2024, 8, 12), "subjective", "נרדמת בקלות ומתעוררת בחמש. שותה שלוש כוסות קפה ביום."),
    "עור": (date(2024, 8, 12), "objective", "פריחה יבשה במרפק שמאל, ללא סימני זיהום."),
    "משחה": (date(2024, 8, 12), "plan", "משחת הידרוקורטיזון פעם ביום למשך שבוע. הופנתה לרופאת עור."),
    "רגישות": (date(2024, 9, 2), "subjective", "רגישה לאגוזים. אמה חולה בסוכרת."),
    "הפניה": (date(2024, 9, 2), "plan", "אולטרסאונד כתף נקבע ל-15 באוקטובר."),
}
"""Day, field and text of each note, by the key that questions use."""
