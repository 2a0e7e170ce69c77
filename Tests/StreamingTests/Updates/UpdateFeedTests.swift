import Basics
import Domain
import Foundation
import Streaming
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("The app's update feed")
struct UpdateFeedTests {
    private static func release() -> AppRelease {
        var release = AppRelease(
            channel: .stable, versionCode: 42, versionName: "1.4.2",
            publishedAt: Instant(milliseconds: 1_751_462_645_678))
        release.fileName = "kinothek-1.4.2.apk"
        release.sha256 = String(repeating: "0a", count: 32)
        release.sizeBytes = 12_345_678
        return release
    }

    private static func fullRelease() -> AppRelease {
        var release = release()
        release.channel = .beta
        release.isMandatory = true
        release.versionCodeMin = 40
        release.summary = "Faster start"
        release.items = ["Subtitles", "Fewer crashes"]
        return release
    }

    /// Element names as in `a/b`, in document order, each with its own text.
    private static func elements(_ release: AppRelease) throws -> [Element] {
        try XMLElements.read(UpdateFeed.xml(release))
    }

    @Test("everything stands in the order of the contract")
    func full() {
        #expect(
            UpdateFeed.xml(Self.fullRelease()) == """
                <appUpdate schemaVersion="1"><channel>beta</channel><latest>
                <versionCode>42</versionCode><versionName>1.4.2</versionName>
                <mandatory>true</mandatory>
                <minSupportedVersionCode>40</minSupportedVersionCode>
                <apkFileName>kinothek-1.4.2.apk</apkFileName>
                <apkSha256>\(String(repeating: "0a", count: 32))</apkSha256><apkSizeBytes>12345678</apkSizeBytes>
                <publishedAt>2025-07-02T13:24:05Z</publishedAt>
                <changelog><summary>Faster start</summary><item>Subtitles</item><item>Fewer crashes</item></changelog>
                </latest></appUpdate>

                """)
    }

    @Test("what is absent has no element")
    func sparse() throws {
        let names = try Self.elements(Self.release()).map(\.path)
        #expect(
            names == [
                "appUpdate", "appUpdate/channel", "appUpdate/latest",
                "appUpdate/latest/versionCode", "appUpdate/latest/versionName", "appUpdate/latest/mandatory",
                "appUpdate/latest/apkFileName", "appUpdate/latest/apkSha256", "appUpdate/latest/apkSizeBytes",
                "appUpdate/latest/publishedAt",
            ])
    }

    @Test("a reader gets back what was put in")
    func roundTrip() throws {
        let elements = try Self.elements(Self.fullRelease())
        let texts = Dictionary(grouping: elements, by: \.name).mapValues { $0.map(\.text) }
        #expect(elements.first?.attributes == ["schemaVersion": "1"])
        #expect(texts["channel"] == ["beta"] && texts["latest"]?.count == 1)
        #expect(texts["versionCode"] == ["42"] && texts["versionName"] == ["1.4.2"])
        #expect(texts["mandatory"] == ["true"] && texts["minSupportedVersionCode"] == ["40"])
        #expect(texts["apkFileName"] == ["kinothek-1.4.2.apk"] && texts["apkSizeBytes"] == ["12345678"])
        #expect(texts["apkSha256"] == [String(repeating: "0a", count: 32)])
        #expect(texts["publishedAt"] == ["2025-07-02T13:24:05Z"])
        #expect(texts["summary"] == ["Faster start"] && texts["item"] == ["Subtitles", "Fewer crashes"])
    }

    @Test(
        "a changelog is there for a summary or for items",
        arguments: [
            (nil, [], []),
            ("", ["", ""], []),
            ("s", [], ["changelog", "summary"]),
            (nil, ["i"], ["changelog", "item"]),
            ("s", ["i", "", "j"], ["changelog", "summary", "item", "item"]),
        ] as [(String?, [String], [String])])
    func changelogs(_ summary: String?, _ items: [String], _ expected: [String]) throws {
        var release = Self.release()
        release.summary = summary
        release.items = items
        let names = try Self.elements(release).map(\.name)
        #expect(names.filter { ["changelog", "summary", "item"].contains($0) } == expected)
    }

    @Test("the names by which the app finds things stand nowhere else")
    func reservedNames() throws {
        let paths = try Self.elements(Self.fullRelease()).map(\.path)
        let reserved = paths.filter { path in ["channel", "summary", "item"].contains { path.hasSuffix("/" + $0) } }
        #expect(
            Set(reserved) == [
                "appUpdate/channel", "appUpdate/latest/changelog/summary", "appUpdate/latest/changelog/item",
            ])
    }

    @Test(
        "special characters survive",
        arguments: [
            "<b>&amp; \"quoted\" 'text' ]]> & <item>", "a\tb\nc\rd\r\ne", "Größe 漢字 🎬 e\u{301}",
            "\u{feff}mark \u{85}\u{2028}\u{7f}\u{9f}", "\u{e000}\u{fffd}\u{10000}\u{1fffe}\u{10ffff}",
        ])
    func specialCharacters(_ text: String) throws {
        var release = Self.release()
        release.versionName = text
        release.summary = text
        release.items = [text, text]
        let texts = try Self.elements(release).filter { ["versionName", "summary", "item"].contains($0.name) }
            .map(\.text)
        #expect(texts.map { Array($0.utf8) } == [[UInt8]](repeating: Array(text.utf8), count: 4))
    }

    @Test("what XML forbids is left out", arguments: Array(0..<0x20) + [0xfffe, 0xffff])
    func forbiddenCharacters(_ code: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(code))
        var release = Self.release()
        release.summary = "a" + String(scalar) + "b"
        let isAllowed = [9, 10, 13].contains(code)
        let summary = try Self.elements(release).first { $0.name == "summary" }
        #expect(summary?.text == (isAllowed ? "a" + String(scalar) + "b" : "ab"))
    }

    @Test("random texts survive but for what is forbidden", arguments: [1, 2, 3] as [UInt64])
    func randomTexts(_ seed: UInt64) throws {
        var generator = SeededNumbers(state: seed)
        for _ in 0..<100 {
            let scalars = (0..<40).compactMap { _ in
                Unicode.Scalar(
                    UInt32.random(in: 0...(Bool.random(using: &generator) ? 0x7f : 0x10ffff), using: &generator))
            }
            var release = Self.release()
            release.items = ["x" + String(String.UnicodeScalarView(scalars))]
            let allowed = scalars.filter {
                [9, 10, 13].contains($0.value) || $0.value >= 0x20 && $0.value | 1 != 0xffff
            }
            let item = try Self.elements(release).first { $0.name == "item" }
            #expect(item.map { Array($0.text.unicodeScalars) } == ["x"] + allowed)
        }
    }

    @Test("there is no byte order mark")
    func noMark() {
        #expect(Array(UpdateFeed.xml(Self.release()).utf8.prefix(10)) == Array("<appUpdate".utf8))
    }
}

/// An element of a document with the text that stands directly in it.
private struct Element {
    let path: String
    let attributes: [String: String]
    var text = ""

    var name: String { path.split(separator: "/").last.map(String.init) ?? "" }
}

/// Reads a document as the app would.
private final class XMLElements: NSObject, XMLParserDelegate {
    private var elements: [Element] = []
    private var open: [Int] = []

    static func read(_ document: String) throws -> [Element] {
        let reader = XMLElements()
        let parser = XMLParser(data: Data(document.utf8))
        parser.delegate = reader
        let isWellFormed = parser.parse()
        try #require(isWellFormed, "\(String(describing: parser.parserError))")
        return reader.elements
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        let path = open.last.map { elements[$0].path + "/" + name } ?? name
        open.append(elements.count)
        elements.append(Element(path: path, attributes: attributes))
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        if let last = open.last { elements[last].text += text }
    }
}
