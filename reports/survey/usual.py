"""The questions that a network's first survey begins with: key, kind, Swedish, English."""

USUAL = (
    ("whole", "scale", "Hur stor nytta har er myndighet av nätverket som helhet?",
     "How much does your authority benefit from the network as a whole?"),
    ("competence", "scale", "Har nätverket gett er kompetens som ni annars inte hade fått?",
     "Has the network given you competence that you would not have had otherwise?"),
    ("cost", "scale", "Får ni ut mer än ni lägger ned, i tid och pengar?",
     "Do you get more out than you put in, in time and money?"),
    ("contacts", "scale", "Har ni fått kontakter med andra myndigheter som ni använder?",
     "Have you made contacts with other authorities that you use?"),
    ("attraction", "scale", "Gör nätverket er mer attraktiva som arbetsgivare?",
     "Does the network make you more attractive as an employer?"),
    ("workload", "scale", "Är arbetet för er som kontaktpersoner rimligt?",
     "Is the work that the network asks of you as contacts reasonable?"),
    ("most", "words", "Vad gör vi mest nytta med?", "What do we do that is of most use?"),
    ("otherwise", "words", "Vad ska vi göra annorlunda eller sluta med?",
     "What should we do differently, or stop doing?"),
)  # fmt: skip
