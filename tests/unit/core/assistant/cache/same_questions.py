"""Questions asked again in other words: every line is one question, which the others on it repeat.

Written as clinicians ask again, before it was looked at which of them the program takes for one.
"""

from __future__ import annotations

_LINES = """
What is her blood pressure? | What's her blood pressure? | What is her BP? | Show me her BP
    | Her blood pressure?
What is the dose of ibuprofen? | ibuprofen dose? | What is the ibuprofen dose? | What is ibuprofen's dose?
    | Dosage of ibuprofen?
What dose of ibuprofen was advised? | what ibuprofen dose was advised?
    | Can you tell me what dose of ibuprofen was advised?
What was the dose of sertraline? | What was the sertraline dose? | What was sertraline's dosage?
What is the latest HbA1c? | Latest A1c? | What's the most recent HbA1c?
    | Show me the latest hemoglobin A1c please
What is the latest potassium level? | Most recent potassium level?
    | Please show me the latest level of potassium
What is the result of the MRI? | What is the MRI result? | MRI result? | Show me the MRI result
    | Give me the result of the MRI, please
What were the results of the biopsy? | What were the biopsy results?
What was the result of the chest x-ray? | What was the CXR result? | What was the chest xray result?
Does she have any allergies? | Does she have allergies? | Please tell me, does she have any allergies?
    | Is she allergic to anything?
What are her allergies? | Her allergies? | List her allergies | Show me her allergies
What are her medications? | What are her meds? | List her medications | Can I see her medications?
    | What medicines does she take?
What is her weight? | Her weight? | How much does she weigh? | Can you give me her weight?
    | Tell me what her weight is
When was her last visit? | Can you tell me when her last visit was? | What was the date of her last visit?
    | When did she last visit?
What is her latest weight? | Latest weight of hers? | What is her most recent weight?
What is her heart rate? | What's her HR? | Her HR? | Do you know her heart rate?
Does he have a history of atrial fibrillation? | Does he have history of afib?
    | Does he have any history of atrial fibrillation?
Does she have COPD? | Does she have chronic obstructive pulmonary disease?
Was a UTI treated? | Was a urinary tract infection treated?
Does she have type 2 diabetes? | Does she have T2DM? | Does she have type II diabetes?
Did she have a DVT? | Did she have a deep vein thrombosis?
Is there shortness of breath? | Is there any shortness of breath? | Is there dyspnea?
Is she on CBT? | Is she on cognitive behavioral therapy? | Is she on cognitive behavioural therapy?
Does she take paracetamol? | Does she take acetaminophen?
Did she get adrenaline? | Did she get epinephrine?
Does she take ibuprofen twice a day? | Does she take ibuprofen twice daily? | Does she take ibuprofen BID?
Does she take 5 mg of warfarin? | Does she take 5mg of warfarin? | Does she take 5 milligrams of warfarin?
What happened on 3 April 2024? | What happened on April 3, 2024? | What happened on 3rd April 2024?
    | What happened on the 3rd of April 2024?
Was she seen on 12 May 2023? | Was she seen on May 12th, 2023? | Was she seen on 2023-05-12?
Doesn't she take aspirin? | Does she not take aspirin?
Why didn't he come? | Why did he not come?
Can't she swallow tablets? | Can she not swallow tablets?
Where's the pain? | Where is the pain?
When's her next visit? | When is her next visit?
Does she smoke? | Could you please tell me, does she smoke? | Does she smoke, please? | Is she a smoker?
Does she drink alcohol? | Please: does she drink alcohol?
What are the side effects of lithium? | What are lithium side effects? | Lithium side effects?
    | Side effects of lithium?
What is the level of lithium? | Lithium level? | What is the lithium level? | Give me the lithium level
What is her hemoglobin? | What is her haemoglobin? | Her Hb? | Show me her Hgb
Was there anemia? | Was there anaemia? | Was there any anemia?
Is there edema? | Is there oedema? | Is there any edema?
Was an ECG done? | Was an EKG done? | Was an electrocardiogram done?
What did the echo show? | What did the echocardiogram show?
What did the CT of the head show? | What did the CT scan of the head show? | What did the head CT show?
What is the date of her surgery? | What is her surgery date? | Her surgery date?
    | Tell me the date of her surgery
What is her mother's blood pressure? | What is the blood pressure of her mother? | Her mother's BP?
What is the patient's weight? | What is the weight of the patient? | Patient's weight?
What is her PHQ-9 score? | What is her PHQ9 score? | Her PHQ-9 score? | Show me her PHQ-9 score
Who has stage 3 CKD? | Who has stage III chronic kidney disease? | Who has CKD stage 3?
Which clients have hypertension? | Which clients have HTN? | Which patients have hypertension?
Does he have heart failure? | Does he have cardiac failure?
Did he have a heart attack? | Did he have a myocardial infarction?
What was his renal function? | What was his kidney function?
Was physical therapy advised? | Was physiotherapy advised?
What is the plan for the knee? | What's the plan for the knee? | What is the knee plan?
Is the pain worse at night? | Please tell me: is the pain worse at night? | Is pain worse at night?
How was the sleep? | How was her sleep?
When did the headaches start? | Do you know when the headaches started? | When did the headaches begin?
Did she ever have seizures? | Has she ever had seizures?
What is the frequency of the seizures? | What is the seizures frequency? | How often are the seizures?
Who referred her? | Can you tell me who referred her? | By whom was she referred?
What is her current dose of lithium? | What is her current lithium dose? | Her current lithium dose?
What is the daily dose of prednisone? | What is the daily prednisone dose? | Daily prednisone dose?
What is the duration of treatment? | What is the treatment duration? | How long is the treatment?
What were the liver function tests? | What were the LFTs?
What is the INR? | INR? | What's the INR? | Show me the INR
What is her temperature? | Her temperature? | What's her temperature please?
What medication was stopped? | What medicine was stopped? | Which medication was stopped?
Is there pain in the left knee? | Is there any pain in the left knee? | Is there left knee pain?
When was she admitted? | Can you check when she was admitted? | Do you know when she was admitted?
Is he taking warfarin? | Could you check whether he is taking warfarin?
    | I'd like to know if he is taking warfarin
What was the dose in May 2021? | In May 2021, what was the dose?
Did she have a fever after the operation? | After the operation, did she have a fever?
    | Did she have fever after the operation?
Was there hives? | Was there urticaria?
Did he ever have shingles? | Did he ever have herpes zoster?
What is her temperature today? | Her temp today? | What's her temp today?
מה המינון של איבופרופן? | מהו המינון של איבופרופן? | מה מינון האיבופרופן? | מינון איבופרופן?
    | תראה לי את המינון של איבופרופן
מה לחץ הדם שלה? | מהו לחץ הדם שלה? | מה ל"ד שלה? | לחץ דם שלה? | בבקשה תגיד לי מה לחץ הדם שלה
מה רמת ההמוגלובין? | מה הרמה של ההמוגלובין? | רמת המוגלובין? | מהי רמת ההמוגלובין?
מה תוצאת הביופסיה? | מהי התוצאה של הביופסיה? | תוצאת הביופסיה? | תראי לי את תוצאת הביופסיה
מה תוצאות בדיקת הדם? | מהן תוצאות בדיקת הדם? | מה התוצאות של בדיקת הדם? | תוצאות בדיקות הדם?
מה תאריך הניתוח? | מהו תאריך הניתוח? | מה התאריך של הניתוח? | מתי הניתוח?
האם היא נוטלת אספירין? | היא נוטלת אספירין? | תגיד לי האם היא נוטלת אספירין | האם היא לוקחת אספירין?
האם יש לו סוכרת? | יש לו סכרת? | האם יש לו סכרת?
מה המשקל שלו? | מהו המשקל שלו? | משקל שלו? | תן לי את המשקל שלו
מה האלרגיות שלה? | מהן האלרגיות שלה? | תראה לי את האלרגיות שלה | לאילו חומרים היא אלרגית?
מה תופעות הלוואי של ליתיום? | מהן תופעות הלוואי של ליתיום? | תופעות לוואי של ליתיום?
מתי היתה אצל הרופא? | מתי הייתה אצל הרופא? | תגיד לי מתי היתה אצל הרופא
האם יש לה יתר לחץ דם? | יש לה יל"ד?
מה הראה צילום החזה? | מה הראה צל"ח?
מה רמת הסוכר בצום? | מהי רמת הסוכר בצום? | רמת סוכר בצום?
האם קיבלה 5 מ"ג? | האם קיבלה 5 מג? | האם קיבלה 5 מיליגרם?
"""


def same_questions() -> list[tuple[str, str]]:
    """Pairs of questions that ask the same."""
    found: list[tuple[str, str]] = []
    for line in _LINES.strip().replace("\n    |", " |").splitlines():
        first, *others = (each.strip() for each in line.split(" | "))
        found += [(first, other) for other in others]
    return found
