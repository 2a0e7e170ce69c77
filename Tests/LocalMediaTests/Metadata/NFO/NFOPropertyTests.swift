import Foundation
import LocalMedia
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// A small generator with a seed, so that a failure can be repeated.
struct MetadataRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }
}

@Suite("NFO: properties")
struct NFOPropertyTests {
    @Test(arguments: 0..<40)
    func damagedFilesNeverTrapAndNeverGrow(seed: Int) {
        var random = MetadataRandom(seed: UInt64(seed))
        let source = Array(NFOSamples.fullMovie.utf8)
        let marks = Array("<>&;\"'/=![]-? \n\0x".utf8) + [0x80, 0xc3, 0xff, 0xfe]
        for _ in 0..<25 {
            var bytes = source
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = marks.randomElement(using: &random) ?? 0
                case 1: bytes.insert(marks.randomElement(using: &random) ?? 0, at: place)
                case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &random)))
                default: bytes.insert(contentsOf: bytes[place...].prefix(60), at: place)
                }
                if bytes.isEmpty { bytes = [0x3c] }
            }
            guard let entries = try? NFOFile.read(bytes) else { continue }
            // Windows-1252 bytes grow to three bytes at most.
            #expect(entries.reduce(0) { $0 + ($1.plot?.utf8.count ?? 0) } <= bytes.count * 3)
        }
    }

    @Test(arguments: 0..<20)
    func noiseNeverTraps(seed: Int) {
        var random = MetadataRandom(seed: UInt64(seed) &+ 1000)
        let pieces = [
            "<movie>", "</movie>", "<title>", "</title>", "<![CDATA[", "]]>", "<!--", "-->", "&amp;", "&#", "<",
            ">", "<!DOCTYPE [", "]", #"""#, "tt0106145", "<br/>", "<actor>", "</actor>", " a=", "é", "\u{0}", "<?",
            "?>",
        ]
        for _ in 0..<50 {
            let text = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            _ = try? NFOFile.read(Array(text.joined().utf8))
            _ = try? NFOFile.read(Array("<movie><title>".utf8) + Array(text.joined().utf8))
        }
    }

    /// Well-formed documents are read as an independent parser reads them.
    @Test(arguments: 0..<30)
    func wellFormedFilesAgreeWithAnotherParser(seed: Int) throws {
        var random = MetadataRandom(seed: UInt64(seed) &+ 5000)
        let texts = [
            "a &amp; b", "x&lt;y", "<![CDATA[raw & <q>]]>", "é ü 七", "&#233;", "<!-- c -->z", "\n  w  \n", "&quot;",
        ]
        let names = (0..<12).map { _ in
            (0..<Int.random(in: 1...3, using: &random)).map { _ in texts.randomElement(using: &random) ?? "" }.joined()
        }
        let actors = names.enumerated().map { place, name in
            "<actor k=\"\(place)\" q='\"&amp;'>\n<name  lang = \"x\">n\(place) \(name)</name ><role/>"
                + "<order>\(place)</order></actor>"
        }
        let text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- c -->\n<movie>\(actors.joined(separator: "\n"))</movie>"
        let expected = try #require(NameCollector.names(in: text))
        #expect(try NFOSamples.only(text).actors.map(\.name) == expected)
    }
}

/// The texts of the elements called `name`, by Foundation's parser.
private final class NameCollector: NSObject, XMLParserDelegate {
    private var names: [String] = []
    private var current: String?

    static func names(in text: String) -> [String]? {
        let (parser, collector) = (XMLParser(data: Data(text.utf8)), NameCollector())
        parser.delegate = collector
        guard parser.parse() else { return nil }
        return collector.names.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    }

    func parser(
        _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        if element == "name" { current = "" }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { current? += string }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        current? += String(decoding: block, as: UTF8.self)
    }

    func parser(_ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?) {
        if element == "name", let text = current { names.append(text) }
        if element == "name" { current = nil }
    }
}
