import Domain
import Streaming
import Testing

/// The order of the conventions for local media, section 8.
@Suite("The one subtitle of players that show one")
struct SubtitleChoiceTests {
    /// Words that describe a track: a language, and `forced`, `sdh`, `default`.
    private static func tracks(_ descriptions: [String]) -> [StoredSubtitle] {
        descriptions.enumerated().map { place, description in
            let words = description.split(separator: " ").map(String.init)
            let language = words.first { !["forced", "sdh", "default", "none"].contains($0) }
            let track = SubtitleTrack(
                source: .stream(place), format: "subrip", language: language.map { ($0, false) }, title: nil,
                flags: (words.contains("forced"), words.contains("sdh"), words.contains("default")))
            return StoredSubtitle(id: SubtitleID(Int32(place)), fileID: MediaFileID(1), track: track)
        }
    }

    private struct Case: Sendable {
        let tracks: [String]
        let language: String?
        let chosen: Int?

        init(_ tracks: [String], _ language: String?, _ chosen: Int?) {
            (self.tracks, self.language, self.chosen) = (tracks, language, chosen)
        }
    }

    private static let cases = [
        Case([], "en", nil), Case(["de"], nil, 0), Case(["none"], "en", 0),
        // What the file calls its default comes first.
        Case(["en", "fr default"], "en", 1), Case(["fr default", "de default"], "de", 0),
        Case(["en sdh default", "en"], "en", 0),
        // Then the viewer's language, without the sounds where both are there.
        Case(["en", "de"], "de", 1), Case(["de sdh", "de"], "de", 1), Case(["fr", "de sdh", "en"], "de", 1),
        Case(["pt-BR", "en"], "pt", 0), Case(["en", "pt"], "pt-BR", 1), Case(["en", "de"], "DE-at", 1),
        // Then English, then the first.
        Case(["fr", "en"], "de", 1), Case(["fr", "en"], nil, 1), Case(["fr", "en sdh"], "de", 1),
        Case(["fr", "it"], "de", 0), Case(["none", "it"], "de", 0), Case(["eng", "en-GB"], "de", 1),
        // Tracks for a few words only when there is no other.
        Case(["en forced", "fr"], "en", 1), Case(["en forced default", "fr"], "en", 1),
        Case(["en forced", "de forced"], "de", 0), Case(["fr forced"], nil, 0),
    ]

    @Test("the order of preference", arguments: cases.indices)
    func choice(_ number: Int) {
        let sample = Self.cases[number]
        let chosen = Self.tracks(sample.tracks).standard(language: sample.language)
        #expect(chosen?.id.rawValue == sample.chosen.map { Int32($0) }, "\(sample)")
    }
}

@Suite("The form of subtitles")
struct SubtitleFormTests {
    @Test(
        "what is asked for counts, then what the client is",
        arguments: [
            (nil, "okhttp/4.9.0", SubtitleForm.srt), (nil, "Kinothek/1.0 (Linux;Android 13) ExoPlayerLib/2.19", .srt),
            (nil, "OKHTTP", .srt), (nil, "EXOPLAYER", .srt), (nil, "Mozilla/5.0 (X11; Linux) Firefox/140.0", .vtt),
            (nil, "", .vtt), ("vtt", "okhttp/4.9.0", .vtt), ("srt", "Mozilla/5.0", .srt), ("VTT", "okhttp", .vtt),
            ("Srt", "", .srt), ("ass", "okhttp", .srt), ("", "Mozilla/5.0", .vtt), (" srt", "Mozilla/5.0", .vtt),
        ] as [(String?, String, SubtitleForm)])
    func form(_ asked: String?, _ userAgent: String, _ expected: SubtitleForm) {
        #expect(SubtitleForm(asked: asked, userAgent: userAgent) == expected)
    }

    @Test("each form has its type")
    func types() {
        #expect(SubtitleForm.srt.contentType == "application/x-subrip; charset=utf-8")
        #expect(SubtitleForm.vtt.contentType == "text/vtt; charset=utf-8")
    }
}
