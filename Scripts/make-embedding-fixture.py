#!/usr/bin/env python3
"""Writes the reference vectors that EmbeddingTests compares with.

Needs: pip install sentence-transformers (with torch). Usage:
    make-embedding-fixture.py MODEL_FOLDER Tests/EmbeddingTests/Fixtures/reference.json

The file holds, for each text, the text, its token numbers (cut at the model's limit) and, for all of them together,
the vectors as base64 of little-endian float32. Run it again only when the list of texts changes.
"""
import base64
import json
import os
import random
import sys

os.environ["HF_HUB_OFFLINE"] = "1"

WORDS = (
    "the a of night city lost love detective robot garden sea winter memory train father daughter secret war "
    "murder island comedy dream ghost music revenge planet doctor king thief summer school journey light fear "
    "psychological thriller mind bending plot twist heist courtroom unreliable narrator slow burn melancholy"
).split()


def plain_texts():
    return [
        "", " ", "\t\n", "film", "Film", "FILM NOIR", "a", "!", "...", "?!?!", "don't stop", "it's a trap!",
        "psychological thriller with mind bending plot twists",
        "A hacker learns that reality is a simulation.",
        "Two imprisoned men bond over a number of years.",
        "feel-good road movie for a rainy sunday afternoon",
        "https://example.org/films?id=42&lang=en#top", "mail me: someone@example.org", "C:\\films\\2001.mkv",
        "2001: A Space Odyssey (1968)", "8½", "$1,000,000 heist", "50% off <b>bold</b> & more", "1+1=2 ~ ^_^ `x|y`",
        "snake_case_and-kebab-case", "state-of-the-art", "e.g. i.e. etc.", "\"quoted\" 'text' “curly” ‘quotes’ — dash – en…",
        "a" * 100, "a" * 101, "a" * 5000, "supercalifragilisticexpialidocious antidisestablishmentarianism",
        "xqzjv kwpfy zzzzqqq", "1234567890" * 5, "3.14159 2.71828", "one two  three   four\tfive\nsix\r\nseven",
        "[CL S] [ SEP ] brackets", "#hashtag @mention", "##ing", "CamelCaseWordsHere", "ALLCAPS lower MiXeD",
    ]


def unicode_texts():
    return [
        "Amélie", "Amélie".encode().decode() + " e\u0301 decomposed", "El laberinto del fauno: ¿qué pasó mañana?",
        "Der Untergang – Größe, Straße, Übermut", "Hævnen på Bornholm, Åse og Øyvind", "Žižkov, Łódź, Kraków, Győr",
        "İstanbul'da ılık bir gece, ŞIMARIK", "Hoàng hôn ở Việt Nam, phở bò", "Naïve façade, coöperate, jalapeño",
        "七人の侍", "千と千尋の神隠し", "花樣年華 in the mood for love", "기생충", "봉준호 감독의 영화", "ｆｕｌｌｗｉｄｔｈ　ｔｅｘｔ",
        "Сталкер Андрея Тарковского", "Иди и смотри, ёлка й", "Ψυχολογικό θρίλερ ΣΊΣΥΦΟΣ", "جدایی نادر از سیمین",
        "فيلم عن الحُبّ والحرب", "וואלס עם באשיר שָׁלוֹם", "बाहुबली: हिंदी फ़िल्म", "ภาพยนตร์ไทย น้ำ", "தமிழ் திரைப்படம்",
        "🎬", "🎬🍿🎥 movie night", "👩‍👩‍👧‍👦 family 🏳️‍🌈", "I ❤️ cinema ☺", "🇫🇷 nouvelle vague", "¯\\_(ツ)_/¯",
        "zero\u200bwidth\u200djoiner \ufeffmark", "control\x00char\x07bell\x1besc\x7fdel", "soft\u00adhyphen \u00a0nbsp\u2003em\u3000wide",
        "bidi \u202eoverride\u202c end", "private \ue000 use \U000f0000", "replacement \ufffd char", "line\u2028separator\u2029para",
        "ligatures ﬁlm ﬂow Ǆ ǆ ŉ ß ẞ", "math 𝒻𝒾𝓁𝓂 𝟙𝟚 ∑ ∞ ≠ ≤", "currency € £ ¥ ₿ ₩", "roman Ⅷ ½ ² ₂ № ™ ©", "Z̸̡̢a̵l̶g̷o̴ t̶e̸x̵t̶",
        "compat 豈 更 車", "hangul jamo 각", "𠀀𠮷 extension b", "ñ Å K Ω", "«guillemets» ‹single› ¡hola! §5 ¶",
        "\u3001\u3002 cjk。punctuation「quoted」", "ა ბ გ ქართული", "Հայաստան", "አማርኛ", "ᏣᎳᎩ",
    ]


def long_texts():
    rng = random.Random(42)
    lengths = [5, 9, 17, 31, 33, 64, 100, 127, 128, 200, 230, 252, 253, 254, 255, 256, 300, 512, 2000]
    return [" ".join(rng.choices(WORDS, k=n)) for n in lengths] + [
        "x, " * 700, "é" * 90 + " " + "日本語" * 200, "word." * 300, "🎬 " * 400,
    ]


def main():
    from sentence_transformers import SentenceTransformer

    folder, target = sys.argv[1:3]
    model = SentenceTransformer(folder, device="cpu")
    texts = plain_texts() + unicode_texts() + long_texts()
    vectors = [model.encode(text, normalize_embeddings=True).astype("<f4") for text in texts]
    tokens = [model.tokenizer(text, truncation=True, max_length=model.max_seq_length)["input_ids"] for text in texts]
    packed = base64.b64encode(b"".join(v.tobytes() for v in vectors)).decode()
    with open(target, "w", encoding="utf-8") as out:
        json.dump({"texts": texts, "tokens": tokens, "vectors": packed}, out, ensure_ascii=True, separators=(",", ":"))
        out.write("\n")
    print(f"{len(texts)} texts, limit {model.max_seq_length} tokens")


if __name__ == "__main__":
    main()
