import Domain
import Testing

@testable import Streaming

@Suite("Playing: which way a file goes")
struct PlayPlanTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let file: MediaFile
        let abilities: String
        let plan: String?

        var testDescription: String { name }
    }

    private static let chromium = "mp4,webm,ogg,fragments,h264,vp8,vp9,av1,theora,aac,mp3,flac,opus,vorbis"
    private static let safari = "mp4,quicktime,fragments,h264,hevc,aac,mp3,ac3,eac3,flac"
    private static let mp4 = "mov,mp4,m4a,3gp,3g2,mj2"

    private static func file(
        _ path: String, _ container: String?, _ video: String?, _ audio: String?, _ state: ProbeState = .done
    ) -> MediaFile {
        .sample(path, container: container, video: video, audio: audio, state: state)
    }

    private static func clip(_ path: String, _ container: String, _ video: String) -> MediaFile {
        .sample(path, root: MediaFile.archiveRoot, container: container, video: video)
    }

    static let cases = [
        Case(name: "mp4", file: file("a.mp4", mp4, "h264", "aac"), abilities: chromium, plan: "direct"),
        Case(name: "silent mp4", file: file("a.mp4", mp4, "h264", nil), abilities: chromium, plan: "direct"),
        Case(
            name: "mp4 with Dolby", file: file("a.mp4", mp4, "h264", "ac3"), abilities: chromium,
            plan: "copied h264, converted"),
        Case(name: "the same for Safari", file: file("a.mp4", mp4, "h264", "ac3"), abilities: safari, plan: "direct"),
        Case(name: "QuickTime", file: file("a.mov", mp4, "h264", "aac"), abilities: safari, plan: "direct"),
        Case(
            name: "QuickTime for Chromium", file: file("a.MOV", mp4, "h264", "aac"), abilities: chromium,
            plan: "copied h264, copied"),
        Case(name: "webm", file: file("a.webm", "matroska,webm", "vp9", "opus"), abilities: chromium, plan: "direct"),
        Case(
            name: "Matroska", file: file("a.mkv", "matroska,webm", "h264", "aac"), abilities: chromium,
            plan: "copied h264, copied"),
        Case(
            name: "Matroska where it can be played", file: file("a.mkv", "matroska,webm", "h264", "aac"),
            abilities: chromium + ",matroska", plan: "direct"),
        Case(
            name: "HEVC", file: file("a.mkv", "matroska,webm", "hevc", "eac3"), abilities: chromium,
            plan: "converted, converted"),
        Case(
            name: "HEVC for Safari", file: file("a.mkv", "matroska,webm", "hevc", "eac3"), abilities: safari,
            plan: "copied hevc, converted"),
        Case(
            name: "AV1 in Matroska", file: file("a.mkv", "matroska,webm", "av1", "opus"), abilities: chromium,
            plan: "copied av1, converted"),
        Case(name: "Xvid", file: .old, abilities: chromium, plan: "converted, converted"),
        Case(
            name: "VP8 in Matroska", file: file("a.mkv", "matroska,webm", "vp8", nil), abilities: chromium,
            plan: "converted, none"),
        Case(
            name: "broadcast", file: file("a.ts", "mpegts", "h264", "aac"), abilities: chromium,
            plan: "copied h264, copied"),
        Case(
            name: "not looked into", file: file("a.mp4", nil, nil, nil, .pending), abilities: chromium, plan: "direct"),
        Case(
            name: "not looked into, of a kind that cannot be played", file: file("a.wmv", nil, nil, nil, .failed),
            abilities: chromium, plan: "converted, converted"),
        Case(
            name: "unknown codings", file: file("a.mp4", mp4, "vvc", "aac"), abilities: chromium,
            plan: "converted, converted"),
        Case(name: "no pictures", file: file("a.mp3", "mp3", nil, "mp3"), abilities: chromium, plan: nil),
        Case(name: "a browser without pieces", file: .matroska, abilities: "mp4,h264,aac", plan: nil),
        Case(name: "a clip", file: clip("a.mp4", "mp4", "h264"), abilities: chromium, plan: "direct"),
        Case(
            name: "a clip in Matroska where it can be played", file: clip("a.mkv", "matroska", "h264"),
            abilities: chromium + ",matroska", plan: "direct"),
        Case(
            name: "a clip is not converted", file: clip("a.mkv", "matroska", "h264"), abilities: chromium, plan: nil),
        Case(name: "a browser that says nothing", file: file("a.mp4", mp4, "h264", "aac"), abilities: "", plan: nil),
    ]

    private static func words(_ plan: PlayPlan?) -> String? {
        switch plan {
        case nil: return nil
        case .direct: return "direct"
        case .pieces(let recipe):
            let picture = if case .copied(let word) = recipe.picture { "copied \(word)" } else { "converted" }
            return "\(picture), \(recipe.sound)"
        }
    }

    @Test("the cheapest way that the browser can go", arguments: cases)
    func plans(_ sample: Case) {
        let plan = PlayPlan(for: sample.file, in: PlayerAbilities(text: sample.abilities))
        #expect(Self.words(plan) == sample.plan)
    }

    @Test(
        "a way that failed is not tried again",
        arguments: [
            ("", "direct"), ("direct", "copied h264, copied"), ("direct,remux", "converted, converted"),
            ("remux", "direct"), ("direct,transcode", "copied h264, copied"), ("direct,remux,transcode", nil),
            ("nonsense,direct", "copied h264, copied"),
        ] as [(String, String?)])
    func refused(_ ways: String, _ wanted: String?) {
        let file = Self.file("a.mp4", Self.mp4, "h264", "aac")
        let plan = PlayPlan(
            for: file, in: PlayerAbilities(text: Self.chromium), without: PlayWay.ways(text: ways))
        #expect(Self.words(plan) == wanted)
    }

    @Test("each plan knows its way")
    func ways() {
        let copied = PlayPlan.pieces(HLSRecipe(picture: .copied(.h264), sound: .none))
        let converted = PlayPlan.pieces(HLSRecipe(picture: .converted, sound: .converted))
        #expect([PlayPlan.direct, copied, converted].map(\.way) == [.direct, .remux, .transcode])
    }

    @Test(
        "the type names what is in the pieces",
        arguments: [
            (HLSRecipe(picture: .converted, sound: .converted), "avc1.640033,mp4a.40.2"),
            (HLSRecipe(picture: .copied(.h264), sound: .none), "avc1.640033"),
            (HLSRecipe(picture: .copied(.hevc), sound: .copied), "hvc1.1.6.L153.B0,mp4a.40.2"),
            (HLSRecipe(picture: .copied(.av1), sound: .copied), "av01.0.13M.08,mp4a.40.2"),
            (HLSRecipe(picture: .copied(.vp9), sound: .none), "vp09.00.51.08"),
        ])
    func types(_ recipe: HLSRecipe, _ codings: String) {
        #expect(recipe.contentType == "video/mp4; codecs=\"\(codings)\"")
    }

    @Test("what a browser says is read, however long and odd it is")
    func abilities() {
        let many = String(repeating: "mp4,", count: 10_000) + "h264"
        #expect(PlayerAbilities(text: many).contains(.mp4) && !PlayerAbilities(text: many).contains(.h264))
        #expect(PlayerAbilities(text: ",,MP4,h264 ,aac\u{0}") == PlayerAbilities([]))
        let all = PlayerAbilities.Word.allCases.map(\.rawValue).joined(separator: ",")
        #expect(PlayerAbilities(text: all) == PlayerAbilities(Set(PlayerAbilities.Word.allCases)))
    }

    @Test(
        "the end of a name",
        arguments: [
            ("a/b.MKV", "mkv"), ("a.b/c", ""), ("a.", ""), ("x.tar.gz", "gz"), ("x.m\u{e9}v", ""), ("", ""),
            ("/.mp4", "mp4"), ("x.mp4/", "mp4"), ("a.m p", ""),
        ])
    func endings(_ path: String, _ ending: String) {
        #expect(FilePath(path).ending == ending)
    }
}
