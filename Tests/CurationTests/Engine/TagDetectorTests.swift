import Domain
import Testing

@testable import Curation

@Suite struct TagDetectorTests {
    private static let technical = [
        "UHD|2160p", "1440p", "Full HD", "720p", "480p", "60 FPS", "Short", "Medium-Length", "standard length", "Long",
        "feature length",
    ]

    private func found(_ change: (inout SceneFile) -> Void) -> [String] {
        var file = SceneFile(path: "/a/x.mp4")
        change(&file)
        return EngineBench(tags: Self.technical).found(.tags) { $0.files = [file] }
    }

    @Test(arguments: [
        (3840, 2160, "UHD"), (2160, 3840, "UHD"), (2560, 1440, "1440p"), (1920, 1080, "Full HD"),
        (1080, 1920, "Full HD"),
        (1280, 720, "720p"), (854, 480, "480p"), (3840, 1600, "1440p"), (1920, 1079, "720p"),
    ])
    func theShorterSideDecides(_ width: Int, _ height: Int, _ tag: String) {
        #expect(found { ($0.width, $0.height) = (width, height) } == ["\(tag) 0.95"])
    }

    @Test func smallPicturesHaveNoClass() {
        #expect(found { ($0.width, $0.height) = (640, 479) }.isEmpty)
        #expect(found { $0.width = 3840 }.isEmpty)
    }

    @Test(arguments: [(58.9, false), (59.0, true), (59.94, true), (60.0, true), (120.0, true)])
    func smoothPicturesAreTagged(_ rate: Double, _ isSmooth: Bool) {
        #expect(found { $0.frameRate = rate } == (isSmooth ? ["60 FPS 0.95"] : []))
    }

    @Test(arguments: [
        (1.0, "Short"), (299.9, "Short"), (300.0, "Medium-Length"), (899.0, "Medium-Length"),
        (900.0, "standard length"),
        (1_799.0, "standard length"), (1_800.0, "Long"), (3_599.0, "Long"), (3_600.0, "feature length"),
    ])
    func lengthsHaveWords(_ seconds: Double, _ tag: String) {
        #expect(found { $0.duration = seconds } == ["\(tag) 0.9"])
    }

    @Test func noLengthHasNoWord() {
        #expect(found { $0.duration = 0 }.isEmpty)
    }

    @Test func onlyTagsOfTheArchiveAreProposedAndOneOfEachMeaning() {
        var file = SceneFile(path: "/a/x.mp4")
        (file.width, file.height, file.duration) = (3840, 2160, 100)
        let scene = SceneFacts.test { $0.files = [file] }
        #expect(EngineBench(tags: ["Outdoor"]).changes(scene).isEmpty)
        let bench = EngineBench(tags: ["2160p", "4K", "!short"])
        #expect(bench.changes(scene).map(\.added) == ["4K"])
        var tagged = scene
        tagged.tags = [ArchiveName(id: "tag1", name: "2160p")]
        #expect(bench.changes(tagged).isEmpty)
    }

    @Test func wordsOfTitleAndFileNameAreTags() {
        let bench = EngineBench(tags: ["Fireworks|Pyro", "Night Swim", "HD", "Clip"])
        #expect(bench.found(.tags, title: "pyro at sea") == ["Fireworks 0.75"])
        #expect(bench.found(.tags, path: "/a/night_swim.mp4") == ["Night Swim 0.75"])
        #expect(bench.found(.tags, path: "/Fireworks/clip.hd.mp4").isEmpty)
        #expect(bench.found(.tags, title: "Fireworkshop").isEmpty)
    }

    @Test func theSurestProposalOfATagCounts() {
        let bench = EngineBench(tags: ["short"])
        #expect(bench.found(.tags, title: "A short") { $0.files = [SceneFile(path: "/x.mp4")] } == ["short 0.75"])
        let both = bench.found(.tags, path: "/x.mp4", title: "A short") { $0.files[0].duration = 60 }
        #expect(both == ["short 0.9"])
    }
}
