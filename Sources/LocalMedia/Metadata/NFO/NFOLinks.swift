/// Links to IMDb, TMDB, TVDB and YouTube in free text.
struct NFOLinks {
    /// In the order of the text, each kind once.
    private(set) var identifiers: [NFOIdentifier] = []
    /// What the first link that tells leads to.
    private(set) var kind: NFOEntry.Kind?

    /// Reads `imdb.com/title/tt…` and a bare `tt…`, `themoviedb.org/movie|tv/…` and `thetvdb.com/…`.
    init(in bytes: [UInt8]) {
        for word in bytes.prefix(LocalMediaLimits.nfoLooseBytesMax).split(whereSeparator: Self.endsWord)
        where (Self.wordBytesMin...LocalMediaLimits.nfoURLBytesMax).contains(word.count) {
            take(String(decoding: word, as: UTF8.self).lowercased())
        }
    }

    private mutating func take(_ word: String) {
        if let id = Self.imdbID(in: word) {
            add("imdb", id)
        } else if word.contains("themoviedb.org/") {
            for (path, kind) in [("/movie/", NFOEntry.Kind.movie), ("/tv/", .series)] {
                guard let id = Self.digits(behind: path, in: word) else { continue }
                add("tmdb", id)
                self.kind = self.kind ?? kind
            }
        } else if word.contains("thetvdb.com/") {
            let marks = ["/series/", "seriesid=", "?id=", "&id=", "\"id\":"]
            guard let id = marks.lazy.compactMap({ Self.digits(behind: $0, in: word) }).first else { return }
            add("tvdb", id)
            kind = kind ?? .series
        }
    }

    private mutating func add(_ kind: String, _ value: String) {
        guard !identifiers.contains(where: { $0.kind == kind }),
            let identifier = NFOIdentifier(kind: kind, written: value)
        else { return }
        identifiers.append(identifier)
    }

    /// `tt` and 7 to 10 digits that are no part of a longer word.
    static func imdbID(in word: String) -> String? {
        let bytes = Array(word.utf8)
        for start in bytes.indices.dropLast(8)
        where bytes[start] == UInt8(ascii: "t") && bytes[start + 1] == UInt8(ascii: "t") {
            let digits = bytes[(start + 2)...].prefix { (48...57).contains($0) }
            guard (7...10).contains(digits.count), start == 0 || !isAlphanumeric(bytes[start - 1]),
                digits.endIndex == bytes.count || !isAlphanumeric(bytes[digits.endIndex])
            else { continue }
            return String(decoding: bytes[start..<digits.endIndex], as: UTF8.self)
        }
        return nil
    }

    private static func digits(behind mark: String, in word: String) -> String? {
        guard let range = word.firstRange(of: mark) else { return nil }
        let digits = word[range.upperBound...].prefix { $0.isASCII && $0.isNumber }
        return digits.isEmpty ? nil : String(digits)
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "|")
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...122).contains(byte | 0x20)
    }

    /// `tt` and seven digits.
    private static let wordBytesMin = 9
}

extension NFOTrailer {
    /// Reads a web address, or the address of Kodi's YouTube add-on in its new or its old form.
    init?(_ text: String) {
        if let id = Self.youTubeID(in: text) {
            self = .youTube(id: id)
        } else if let url = NFOText.webURL(text) {
            self = .url(url)
        } else {
            return nil
        }
    }

    private static func youTubeID(in text: String) -> String? {
        let marks: [String]
        if text.hasPrefix("plugin://plugin.video.youtube") {
            marks = ["video_id=", "videoid="]
        } else if text.contains("youtube.com/") || text.contains("youtube-nocookie.com/") {
            marks = ["?v=", "&v=", "/embed/", "/shorts/", "/v/"]
        } else if text.contains("youtu.be/") {
            marks = ["youtu.be/"]
        } else {
            return nil
        }
        for mark in marks {
            guard let range = text.firstRange(of: mark) else { continue }
            let id = text[range.upperBound...].prefix {
                $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_")
            }
            if id.utf8.count == 11 { return String(id) }
        }
        return nil
    }
}
