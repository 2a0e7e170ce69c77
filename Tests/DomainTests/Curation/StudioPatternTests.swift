import Testing

@testable import Domain

@Suite("Patterns of studios")
struct StudioPatternTests {
    @Test("an object of patterns and studios, read and written in one order")
    func reading() throws {
        let json = #"{"^pp[_-]":"Pier \"Pictures\"","^dh_(\\d+)":"Dockside"}"#
        let patterns = try #require(StudioPattern.list(json: json))
        #expect(
            patterns == [
                StudioPattern(pattern: #"^dh_(\d+)"#, studio: "Dockside"),
                StudioPattern(pattern: "^pp[_-]", studio: #"Pier "Pictures""#),
            ])
        #expect(StudioPattern.list(json: StudioPattern.json(patterns)) == patterns)
        #expect(StudioPattern.list(json: "{}") == [] && StudioPattern.json([]) == "{}")
    }

    @Test(
        "everything else is none",
        arguments: [
            "", "pp", "[]", "null", #"{"pp":5}"#, #"{"":"Pier"}"#, #"{"pp":" "}"#, #"{"(":"Pier"}"#, #"{"[a":"Pier"}"#,
        ])
    func others(_ json: String) {
        #expect(StudioPattern.list(json: json) == nil)
    }

    @Test("there are not too many of them")
    func bound() {
        let members = (0...DomainLimits.studioPatternsMax).map { "\"p\($0)\":\"Pier\"" }
        #expect(StudioPattern.list(json: "{" + members.joined(separator: ",") + "}") == nil)
        #expect(StudioPattern.list(json: "{" + members.dropFirst().joined(separator: ",") + "}") != nil)
    }
}
