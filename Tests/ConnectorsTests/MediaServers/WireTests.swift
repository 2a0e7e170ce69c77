import Basics
import Domain
import Testing

@testable import Connectors

@Suite("What media servers write")
struct WireTests {
    @Test(
        "Moments have up to seven digits of a fraction",
        arguments: [
            ("2026-03-01T20:15:30.1234567Z", 1_772_396_130_123), ("2026-03-01T20:15:30Z", 1_772_396_130_000),
            ("2026-03-01T20:15:30.9Z", 1_772_396_130_900), ("2026-03-01T20:15:30.9999999Z", 1_772_396_130_999),
            ("2026-03-01T20:15:30.0000000", 1_772_396_130_000), ("2026-03-01T21:15:30.5+01:00", 1_772_396_130_500),
            ("2026-03-01T14:45:30-05:30", 1_772_396_130_000), ("1970-01-01T00:00:00Z", 0),
            ("1969-12-31T23:59:59.999Z", -1), ("2024-02-29T00:00:00Z", 1_709_164_800_000),
            ("0001-01-01T00:00:00.0000000Z", nil), ("2023-02-29T00:00:00Z", nil), ("2026-03-01", nil), ("", nil),
            ("2026-03-01T20:15:30.Z", nil), ("2026-03-01T24:00:00Z", nil), ("2026-03-01T20:15:30X", nil),
            ("2026-03-01T20:15:30+1:00", nil), ("2026-03-01 20:15:30Z", nil), ("２026-03-01T20:15:30Z", nil),
        ] as [(String, Int64?)])
    func moments(_ text: String, _ milliseconds: Int64?) {
        #expect(WireTime.instant(text)?.milliseconds == milliseconds)
    }

    @Test("Ticks are ten thousand to the millisecond")
    func ticks() {
        let node = JSONNode(json: Array(#"{"a":81769200000,"b":9999,"c":-5,"d":"81769200000","e":0}"#.utf8))
        #expect(node?["a"].ticksAsMilliseconds == 8_176_920)
        #expect(node?["b"].ticksAsMilliseconds == 0)
        for name in ["c", "d", "e", "f"] { #expect(node?[name].ticksAsMilliseconds == nil) }
    }

    @Test("Ids may be numbers, and zeros are none")
    func ids() {
        let zeros = String(repeating: "0", count: 32)
        let node = JSONNode(json: Array(#"{"a":4711,"b":"4711","c":"\#(zeros)","d":1.5,"e":-1,"f":true,"g":{}}"#.utf8))
        #expect(node?["a"].id?.rawValue == "4711")
        #expect(node?["a"].id == node?["b"].id)
        for name in ["c", "d", "g", "h"] { #expect(node?[name].id == nil) }
    }

    @Test(
        "References are taken when they can be some",
        arguments: [
            (#"{"Imdb":"tt0133093","Tmdb":"603","Tvdb":"81189"}"#, "tt0133093 603 81189"),
            (#"{"IMDB":" tt0133093 ","tmdb":"603"}"#, "tt0133093 603 -"),
            (#"{"Imdb":"nm0000206","Tmdb":"603abc","Tvdb":"-1"}"#, "- - -"),
            (#"{"Imdb":"","Tmdb":"0","Tvdb":"99999999999"}"#, "- - -"), (#"{"Tmdb":603}"#, "- - -"), ("[]", "- - -"),
        ])
    func references(_ json: String, _ wanted: String) throws {
        let references = WireItem.references(try #require(JSONNode(json: Array(json.utf8))))
        let parts = [
            references.imdbID?.rawValue, references.tmdbID.map { "\($0)" }, references.tvdbID.map { "\($0)" },
        ]
        #expect(parts.map { $0 ?? "-" }.joined(separator: " ") == wanted)
    }

    @Test("Hundreds of people are not taken over")
    func people() throws {
        let actors = (0..<300).map { #"{"Name":"Actor \#($0)","Type":"Actor"}"# }
        let crew = (0..<300).map { #"{"Name":"Grip \#($0)","Type":"Grip"}"# }
        let json = "[" + (actors + crew + [#"{"Type":"Actor"}"#]).joined(separator: ",") + "]"
        let people = WirePeople.people(try #require(JSONNode(json: Array(json.utf8))))
        #expect(people.filter { $0.part == .actor }.map(\.name) == (0..<20).map { "Actor \($0)" })
        #expect(people.filter { $0.part == .other }.count == ConnectorsLimits.mediaServerCrewMax)
    }

    @Test("Members of another type do no harm")
    func oddMembers() throws {
        let json = #"""
            {"Id":"1","Type":"Movie","Name":"A","ProductionYear":"x","RunTimeTicks":1e300,"CommunityRating":11,
             "CriticRating":-1,"People":{},"Studios":[1,{"Name":"S"}],"MediaSources":[{},7,{"Id":"s","Size":-4,
             "MediaStreams":[7,{"Type":"Audio","Language":["x"]}]}],"ImageTags":[],"BackdropImageTags":[7],
             "PremiereDate":"0001-01-01T00:00:00.0000000Z","Genres":[null,"G",""],"Taglines":["","T"]}
            """#
        let entry = WireItem.film(try #require(JSONNode(json: Array(json.utf8))))
        let film = try #require(entry.item)
        #expect(film.item.year == nil && film.item.runtimeMilliseconds == nil && film.item.communityRating == nil)
        #expect(film.item.criticRating == nil && film.item.people.isEmpty && film.item.studios == ["S"])
        #expect(film.copies.map(\.id) == ["s"] && film.copies[0].sizeBytes == nil)
        #expect(film.item.genres == ["G"] && film.item.tagline == "T" && film.item.premiereDate == nil)
    }

    @Test(
        "What cannot be read leaves a hole; what is something else does not",
        arguments: [
            (#"{"Id":"1","Type":"Movie","Name":"A"}"#, true, true), (#"{"Id":"1","Type":"BoxSet"}"#, true, false),
            (#"{"Id":"1","Type":"Movie"}"#, false, false), (#"{"Type":"Movie","Name":"A"}"#, false, false),
            (#"{"Id":"../1","Type":"Movie","Name":"A"}"#, false, false), ("7", false, false),
        ])
    func entries(_ json: String, _ hasID: Bool, _ hasItem: Bool) throws {
        let entry = WireItem.film(try #require(JSONNode(json: Array("[\(json)]".utf8))?.list.first))
        #expect((entry.id != nil) == hasID)
        #expect((entry.item != nil) == hasItem)
    }
}
