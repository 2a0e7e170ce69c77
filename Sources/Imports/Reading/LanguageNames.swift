/// The English names of the languages in which films are shown, in lower case.
enum LanguageNames {
    static let all: Set<String> = [
        "afrikaans", "albanian", "american english", "amharic", "arabic", "armenian", "assamese", "azerbaijani",
        "basque", "belarusian", "bengali", "bhojpuri", "bosnian", "brazilian portuguese", "british english",
        "bulgarian", "burmese", "canadian french", "cantonese", "castilian", "castilian spanish", "catalan", "chinese",
        "croatian", "czech", "danish", "dari", "dutch", "english", "estonian", "european portuguese",
        "european spanish", "farsi", "filipino", "finnish", "flemish", "french", "galician", "georgian", "german",
        "greek", "gujarati", "haryanvi", "hausa", "hebrew", "hindi", "hungarian", "icelandic", "igbo", "indonesian",
        "irish", "italian", "japanese", "javanese", "kannada", "kashmiri", "kazakh", "khmer", "konkani", "korean",
        "kurdish", "lao", "latin", "latin american spanish", "latin spanish", "latvian", "lithuanian",
        "luxembourgish", "macedonian", "maithili", "malay", "malayalam", "maltese", "mandarin", "mandarin chinese",
        "maori", "marathi", "mexican spanish", "mongolian", "nepali", "norwegian", "odia", "oriya", "pashto",
        "persian", "polish", "portuguese", "punjabi", "quechua", "romanian", "russian", "sanskrit", "serbian",
        "sinhala", "slovak", "slovenian", "somali", "spanish", "swahili", "swedish", "swiss german", "tagalog",
        "tamil", "telugu", "thai", "tibetan", "tulu", "turkish", "ukrainian", "urdu", "uzbek", "vietnamese", "welsh",
        "wolof", "xhosa", "yiddish", "yoruba", "zulu",
    ]
}
