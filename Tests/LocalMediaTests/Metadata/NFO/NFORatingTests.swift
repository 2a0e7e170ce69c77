import LocalMedia
import Testing

@Suite("NFO: ratings")
struct NFORatingTests {
    private func rating(_ attributes: String, _ inner: String) throws -> NFORating? {
        try NFOSamples.movie("<ratings><rating \(attributes)>\(inner)</rating></ratings>").ratings.first
    }

    @Test(arguments: [
        (#"max="10""#, "7.8", 7.8), ("", "7.8", 7.8), (#"max="10""#, "7,8", 7.8), (#"max="5""#, "4", 8),
        (#"max="5""#, "3,5", 7),
        (#"max="100""#, "74", 7.4), (#"max="10""#, "10", 10), (#"max="0""#, "7", 7), (#"max="ten""#, "7", 7),
        (#"max="10.0""#, "7.5/10", 7.5), (#"max="10""#, "0", nil), (#"max="10""#, "0.000000", nil),
        (#"max="10""#, "-1", nil),
        (#"max="10""#, "11", nil), ("", "74", nil), ("", "good", nil), ("", "", nil),
        (#"max="10""#, " 6.123456 ", 6.123456),
        (#"name="metacritic""#, "74", 7.4), (#"name="Metacritic""#, "7.4", 7.4),
        (#"name="tomatometerallcritics""#, "95", 9.5),
        (#"name="imdb""#, "74", nil), (#"max="1""#, "0.5", 5),
    ])
    func valuesComeInTen(attributes: String, written: String, expected: Double?) throws {
        let value = try rating(attributes, "<value>\(written)</value>")?.value
        #expect(value.map { ($0 * 1e6).rounded() } == expected.map { ($0 * 1e6).rounded() })
    }

    @Test(arguments: [
        ("12345", 12345), ("12,345", 12345), ("12.345", 12345), ("12 345", 12345), ("12\u{a0}345", 12345),
        ("1'234'567", 1_234_567), ("1,234,567", 1_234_567), ("12345.0", 12345), ("1.5", 1), ("0", 0), ("", nil),
        ("many", nil), ("-3", nil), ("99999999999", nil), ("12,34", 12), ("1,234 votes", 1234),
    ])
    func votesMayHaveMarks(written: String, expected: Int?) throws {
        #expect(try rating("", "<value>7</value><votes>\(written)</votes>")?.votes == expected)
        #expect(try NFOSamples.movie("<rating>7</rating><votes>\(written)</votes>").rating?.votes == expected)
    }

    @Test(arguments: [
        ("imdb", "imdb"), ("IMDb", "imdb"), ("themoviedb", "tmdb"), ("tmdb", "tmdb"), ("trakt", "trakt"), ("", ""),
        ("thetvdb", "tvdb"), (" metacritic ", "metacritic"),
    ])
    func sourcesHaveOneName(written: String, expected: String) throws {
        #expect(try rating("name=\"\(written)\"", "<value>7</value>")?.source == expected)
    }

    @Test func theDefaultComesFirstThenIMDbThenTMDB() throws {
        func one(_ name: String, _ value: Int, _ more: String = "") -> String {
            "<rating name=\"\(name)\" \(more)><value>\(value)</value></rating>"
        }
        func chosen(_ ratings: String...) throws -> String? {
            try NFOSamples.movie("<ratings>\(ratings.joined())</ratings>").rating?.source
        }
        #expect(try chosen(one("trakt", 1), one("imdb", 2), one("tmdb", 3, "default='true'")) == "tmdb")
        #expect(try chosen(one("trakt", 1), one("themoviedb", 3), one("imdb", 2)) == "imdb")
        #expect(try chosen(one("trakt", 1), one("themoviedb", 3)) == "tmdb")
        #expect(try chosen(one("trakt", 1), one("metacritic", 3)) == "trakt")
        #expect(try chosen() == nil)
    }

    @Test func theSingleFormCountsOnlyAlone() throws {
        let single = "<rating>6.5</rating><votes>1,000</votes>"
        #expect(try NFOSamples.movie(single).ratings == [NFORating(source: "", value: 6.5, votes: 1000)])
        let both = single + #"<ratings><rating name="imdb"><value>7</value></rating></ratings>"#
        #expect(try NFOSamples.movie(both).ratings == [NFORating(source: "imdb", value: 7)])
        let empty = single + #"<ratings><rating name="imdb"><value>0</value></rating></ratings>"#
        #expect(try NFOSamples.movie(empty).ratings.map(\.value) == [6.5])
    }

    @Test func aValueMayStandWithoutItsElement() throws {
        #expect(try rating(#"name="imdb""#, "7.1")?.value == 7.1)
        #expect(try NFOSamples.movie(#"<rating max="5">3</rating>"#).rating?.value == 6)
    }

    @Test func oneRatingForEachSource() throws {
        let entry = try NFOSamples.movie(
            "<ratings><rating name='imdb'>7</rating><rating name='IMDB'><value>8</value></rating></ratings>"
        )
        #expect(entry.ratings == [NFORating(source: "imdb", value: 7)])
    }

    @Test(arguments: [
        ("<userrating>8</userrating>", 8.0, nil, nil), ("<userrating>0</userrating>", nil, nil, nil),
        ("<userrating>7,5</userrating>", 7.5, nil, nil), ("<userrating>11</userrating>", nil, nil, nil),
        ("<criticrating>88</criticrating>", nil, 88.0, nil), ("<criticrating>101</criticrating>", nil, nil, nil),
        ("<top250>17</top250>", nil, nil, 17), ("<top250>0</top250>", nil, nil, nil),
        ("<top250>251</top250>", nil, nil, nil),
    ])
    func otherScales(inner: String, user: Double?, critic: Double?, top: Int?) throws {
        let entry = try NFOSamples.movie(inner)
        #expect(entry.userRating == user)
        #expect(entry.criticRating == critic)
        #expect(entry.top250 == top)
    }
}
