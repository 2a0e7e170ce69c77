import LocalMedia
import Testing

@Suite("NFO: ids")
struct NFOIdentifierTests {
    private func identifiers(_ entry: NFOEntry) -> [String] {
        entry.identifiers.map { "\($0.kind)=\($0.value)\($0.isDefault ? "*" : "")" }
    }

    @Test(arguments: [
        (#"<uniqueid type="imdb" default="true">tt0106145</uniqueid>"#, ["imdb=tt0106145*"]),
        (#"<uniqueid type="IMDB">TT0106145</uniqueid>"#, ["imdb=tt0106145"]),
        (#"<uniqueid type="imdb">0106145</uniqueid>"#, ["imdb=tt0106145"]),
        (#"<uniqueid type="imdb">tt106145</uniqueid>"#, ["imdb=tt0106145"]),
        (#"<uniqueid type="imdb">https://www.imdb.com/title/tt0106145/</uniqueid>"#, ["imdb=tt0106145"]),
        (#"<uniqueid type="imdb">nm0000001</uniqueid>"#, []),
        (#"<uniqueid type="imdb">tt0000000</uniqueid><uniqueid type="imdb">0</uniqueid>"#, ["imdb=tt0000000"]),
        (#"<uniqueid type="tmdb">603</uniqueid>"#, ["tmdb=603"]),
        (#"<uniqueid type="themoviedb">603</uniqueid>"#, ["tmdb=603"]),
        (#"<uniqueid type="tmdb">00603</uniqueid>"#, ["tmdb=603"]),
        (#"<uniqueid type="tmdb">https://www.themoviedb.org/movie/603</uniqueid>"#, ["tmdb=603"]),
        (#"<uniqueid type="tmdb">0</uniqueid>"#, []),
        (#"<uniqueid type="tmdb">-5</uniqueid>"#, []),
        (#"<uniqueid type="tmdb">99999999999</uniqueid>"#, []),
        (#"<uniqueid type="tmdb"></uniqueid>"#, []),
        (#"<uniqueid type="thetvdb">121361</uniqueid>"#, ["tvdb=121361"]),
        (#"<uniqueid type="wikidata">Q42</uniqueid>"#, ["wikidata=Q42"]),
        (#"<uniqueid type="home">my own id</uniqueid>"#, ["home=my own id"]),
        ("<uniqueid>tt0106145</uniqueid>", ["imdb=tt0106145"]),
        (#"<uniqueid type="unknown">603</uniqueid>"#, ["tmdb=603"]),
        ("<imdbid>tt0106145</imdbid>", ["imdb=tt0106145"]),
        ("<imdb_id>tt0106145</imdb_id>", ["imdb=tt0106145"]),
        ("<tmdbid>603</tmdbid><tvdbid>7</tvdbid>", ["tmdb=603", "tvdb=7"]),
        ("<id>tt0106145</id>", ["imdb=tt0106145*"]),
        ("<id>0106145</id>", ["imdb=tt0106145*"]),
        (#"<id IMDB="tt0106145" TMDB="603">tt0106145</id>"#, ["imdb=tt0106145*", "tmdb=603"]),
        ("<id>150540</id>", ["tmdb=150540*"]),
        (#"<id>603</id><uniqueid type="tmdb">603</uniqueid>"#, ["tmdb=603*"]),
        (#"<id>603</id><uniqueid type="trakt" default="true">603</uniqueid>"#, ["trakt=603*"]),
        (#"<id>603</id><uniqueid type="imdb" default="true">tt1</uniqueid>"#, ["imdb=tt0000001*", "tmdb=603"]),
        (#"<tmdbid>5</tmdbid><uniqueid type="tmdb">6</uniqueid>"#, ["tmdb=6"]),
        (#"<uniqueid type="tmdb">5</uniqueid><uniqueid type="tmdb" default="true">6</uniqueid>"#, ["tmdb=6*"]),
        ("<tmdbcolid>77</tmdbcolid>", []),
        ("<anidbid>12</anidbid><tvmazeid>13</tvmazeid><traktid>14</traktid>", ["tvmaze=13", "trakt=14", "anidb=12"]),
    ])
    func filmsHaveIdsInManyPlaces(inner: String, expected: [String]) throws {
        #expect(identifiers(try NFOSamples.movie(inner)) == expected)
    }

    @Test(arguments: [
        ("<id>121361</id>", ["tvdb=121361*"]),
        ("<id>tt0944947</id>", ["imdb=tt0944947*"]),
        (
            #"<episodeguide>{"tmdb": "1399", "imdb":"tt0944947","tvdb":121361,"x":1}</episodeguide>"#,
            ["tmdb=1399", "imdb=tt0944947", "tvdb=121361"]
        ),
        (
            #"<episodeguide><url cache="a.xml">http://thetvdb.com/api/K/series/75710/en.zip</url></episodeguide>"#,
            ["tvdb=75710"]
        ),
        (
            "<episodeguide><url>https://api.thetvdb.com/login?{&quot;id&quot;:71663}|C=j</url></episodeguide>",
            ["tvdb=71663"]
        ),
        (
            "<episodeguide><url>http://api.themoviedb.org/3/tv/1399?api_key=0&amp;language=en</url></episodeguide>",
            ["tmdb=1399"]
        ),
        ("<episodeguide>{broken</episodeguide>", []),
        (#"<uniqueid type="tmdb">1</uniqueid><episodeguide>{"tmdb":"2"}</episodeguide>"#, ["tmdb=1"]),
    ])
    func seriesHaveThemInTheGuideToo(inner: String, expected: [String]) throws {
        #expect(identifiers(try NFOSamples.series(inner)) == expected)
    }

    @Test func episodesAndSeasonsHaveTheirOwn() throws {
        let entry = try NFOSamples.episode(#"<uniqueid type="tvdb">3254641</uniqueid><imdbid>tt1480055</imdbid>"#)
        #expect(entry.tvdbID == 3_254_641)
        #expect(entry.imdbID == "tt1480055")
        let season = try NFOSamples.only("<season><seasonnumber>1</seasonnumber><tvdbid>364731</tvdbid></season>")
        #expect(season.tvdbID == 364_731)
    }

    @Test func theDefaultIdIsTheFlaggedOneElseTheFirst() throws {
        let flagged = try NFOSamples.movie(
            "<uniqueid type='imdb'>tt0000001</uniqueid><uniqueid type='tmdb' default='true'>2</uniqueid>")
        #expect(flagged.defaultIdentifier == NFOIdentifier(kind: "tmdb", value: "2", isDefault: true))
        let plain = try NFOSamples.movie("<tmdbid>2</tmdbid><imdbid>tt0000001</imdbid>")
        #expect(plain.defaultIdentifier?.kind == "imdb")
        #expect(try NFOSamples.movie("").defaultIdentifier == nil)
    }

    @Test func idsOfUnknownKindsAreKeptWithinReason() throws {
        let long = String(repeating: "x", count: LocalMediaLimits.nfoIdentifierCharactersMax + 1)
        #expect(try NFOSamples.movie("<uniqueid type='home'>\(long)</uniqueid>").identifiers.isEmpty)
        #expect(try NFOSamples.movie("<uniqueid type='\(long)'>a</uniqueid>").identifiers.isEmpty)
        #expect(try NFOSamples.movie("<uniqueid type='home'>\(long.dropFirst())</uniqueid>").identifiers.count == 1)
    }
}
