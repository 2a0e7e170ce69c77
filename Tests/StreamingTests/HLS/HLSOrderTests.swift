import Domain
import Testing

@testable import Streaming

@Suite("Playing: what the program is told")
struct HLSOrderTests {
    private func order(
        _ file: MediaFile, _ picture: HLSRecipe.Picture, _ sound: HLSRecipe.Sound, from start: Int = 60
    ) -> HLSOrder {
        let recipe = HLSRecipe(picture: picture, sound: sound)
        return HLSOrder(HLSJob(title: TitleID(1), file: file, recipe: recipe), from: start)
    }

    /// The argument behind another one.
    private func value(_ name: String, _ arguments: [String]) -> String? {
        arguments.firstIndex(of: name).map { arguments[$0 + 1] }
    }

    @Test("pictures are copied, sound becomes AAC in two channels")
    func remux() {
        let order = order(.matroska, .copied(.h264), .converted)
        #expect(order.root == "/srv/films" && order.path == Array("Film (1999)/Film.mkv".utf8))
        #expect(value("-ss", order.before) == "60")
        #expect(value("-c:v", order.after) == "copy" && value("-c:a", order.after) == "aac")
        #expect(value("-ac", order.after) == "2" && value("-f", order.after) == "mp4")
        #expect(!order.after.contains("libx264") && order.after.last == "pipe:1")
    }

    @Test("converted pictures are H.264 of a bounded size, and begin anew every two seconds")
    func transcode() {
        let order = order(.old, .converted, .converted)
        #expect(value("-c:v", order.after) == "libx264" && value("-maxrate", order.after) == "8000000")
        #expect(value("-force_key_frames", order.after) == "expr:gte(t,n_forced*2)")
        let filter = value("-vf", order.after) ?? ""
        for part in ["min(1920,iw)", "min(1080,ih)", "format=yuv420p", "yadif"] { #expect(filter.contains(part)) }
    }

    @Test("copied AAC loses what only broadcasts have; without sound there is none")
    func sound() {
        #expect(value("-bsf:a", order(.matroska, .copied(.h264), .copied).after) == "aac_adtstoasc")
        #expect(order(.matroska, .copied(.h264), .none).after.contains("-an"))
    }

    @Test("HEVC gets the name by which players know it, others keep theirs")
    func tags() {
        #expect(value("-tag:v", order(.matroska, .copied(.hevc), .none).after) == "hvc1")
        #expect(!order(.matroska, .copied(.av1), .none).after.contains("-tag:v"))
    }

    @Test(
        "a file without an index is entered earlier where pictures are copied",
        arguments: [
            ("mpegts", 60, true, "50"), ("mpegts", 3, true, "0"), ("mpegts", 60, false, "60"), ("mpeg", 60, true, "50"),
            ("matroska,webm", 60, true, "60"), ("avi", 0, true, "0"),
        ])
    func entry(_ container: String, _ start: Int, _ isCopied: Bool, _ wanted: String) {
        let file = MediaFile.sample("a.x", container: container, video: "h264")
        let order = order(file, isCopied ? .copied(.h264) : .converted, .none, from: start)
        #expect(value("-ss", order.before) == wanted)
    }

    @Test("the file can make the program fetch nothing else, and no name becomes an option")
    func safety() {
        let hostile = MediaFile.sample("-i http:/evil/;rm.mkv", container: "matroska,webm", video: "h264")
        let order = order(hostile, .copied(.h264), .none)
        #expect(value("-protocol_whitelist", order.before) == "file")
        #expect(order.before.contains("-nostdin"))
        for argument in order.before + order.after { #expect(!argument.contains("evil")) }
    }
}
