import Streaming
import Testing

@Suite("Names of app packages")
struct APKNameTests {
    private static func safe(_ uploaded: String, _ existing: Set<String> = []) -> String? {
        APKName.safe(uploaded, taken: Set(existing))
    }

    @Test(
        "only plain characters of the base name are kept",
        arguments: [
            ("kinothek-1.4.2_b.apk", "kinothek-1.4.2_b.apk"),
            ("My App (1).apk", "MyApp1.apk"),
            ("Größe.apk", "Gre.apk"),
            ("e\u{301}.apk", "e.apk"),
            ("a/b/c.apk", "c.apk"),
            (#"C:\apps\c.apk"#, "c.apk"),
            ("../../etc/passwd.apk", "passwd.apk"),
            ("..%2f..%2fx.apk", "2f..2fx.apk"),
            ("a\u{0}\r\n\"<&b.apk", "ab.apk"),
            ("App.APK", "App.apk"),
            ("a.apk.ApK", "a.apk.apk"),
            (".hidden.apk", "hidden.apk"),
            ("--output.apk", "output.apk"),
            ("_.apk", "_.apk"),
        ])
    func kept(_ uploaded: String, _ expected: String) {
        #expect(Self.safe(uploaded) == expected)
    }

    @Test(
        "other endings are refused, and names of which nothing is left",
        arguments: [
            "", "apk", ".apk", "..apk", "a.apk ", "a.ap", "a.zip", "a.apk.zip", "a.apk/", #"a.apk\"#, "/", "漢字.apk",
            "-.-.apk", "a.apk\u{0}", "a.\u{212a}pk", "aapk", "a.ap\u{212a}", "dir/.apk",
        ])
    func refused(_ uploaded: String) {
        #expect(Self.safe(uploaded) == nil)
    }

    @Test("a name that is taken gets the number behind the highest one")
    func unique() {
        #expect(Self.safe("a.apk", ["b.apk"]) == "a.apk")
        #expect(Self.safe("a.apk", ["a.apk"]) == "a-2.apk")
        #expect(Self.safe("a.apk", ["a-2.apk", "a-4.apk"]) == "a-5.apk")
        #expect(Self.safe("a-2.apk", ["a-2.apk"]) == "a-2-2.apk")
        #expect(APKName.safe("a.apk", taken: ["a-\(StreamingLimits.apkNameNumberMax).apk"]) == nil)
    }

    @Test("long names are cut, the number is not", arguments: [116, 117, 118, 5000])
    func long(_ count: Int) throws {
        let uploaded = String(repeating: "x", count: count) + ".apk"
        let first = try #require(Self.safe(uploaded))
        let second = try #require(Self.safe(uploaded, [first]))
        #expect(first == String(repeating: "x", count: 116) + ".apk")
        #expect(second == String(repeating: "x", count: 114) + "-2.apk")
    }

    @Test("whatever is uploaded, the name is safe", arguments: [1, 2, 3] as [UInt64])
    func anything(_ seed: UInt64) {
        var generator = SeededNumbers(state: seed)
        let bricks = [
            "a", "Z", "9", ".", "..", "-", "_", "/", "\\", " ", "ü", "🎬", "\u{0}", "\n", "%2e", ".apk", ".APK",
        ]
        var names: Set<String> = []
        for _ in 0..<1000 {
            let count = Int.random(in: 0...60, using: &generator)
            let stem = (0..<count).map { _ in bricks.randomElement(using: &generator) ?? "" }.joined()
            guard let name = APKName.safe(stem + ".apk", taken: names) else { continue }
            #expect(name.utf8.count <= 120 && name.hasSuffix(".apk") && name.first != "." && name.first != "-")
            #expect(
                name.unicodeScalars.allSatisfy {
                    $0.isASCII && ($0.properties.isAlphabetic || "0123456789._-".unicodeScalars.contains($0))
                })
            #expect(names.insert(name).inserted)
        }
        #expect(names.count > 500)
    }
}
