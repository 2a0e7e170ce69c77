import Basics
import Domain
import Recommendations
import TestKit
import Testing

@Suite("Files that tell a media server what a title is")
struct NFODocumentTests {
    /// 2023-11-14T22:13:20Z.
    private let moment = Instant.test(0)

    @Test("A film, byte by byte")
    func film() throws {
        var draft = TitleDraft.complete
        draft.metadata.credits.insert(Credit(name: "Luc Besson", role: .writer), at: 1)
        var shelved = ShelvedTitle(title: .test(7, draft), rank: 3)
        shelved.explanation = "Because you liked <Nikita> & others.\n"
        var probe = MediaProbe()
        (probe.videoCodec, probe.width, probe.height, probe.durationMilliseconds) = ("h264", 1920, 1080, 6_660_500)
        probe.details.audioTracks = [AudioTrack(codec: "aac", channels: 6, language: "fr", title: "Original")]
        shelved.files = [ShelvedFile(path: try #require(ServerFilePath("/films/leon.mkv")), probe: probe)]
        #expect(NFODocument.film(shelved, addedAt: moment).text == Self.film)
    }

    private static let film = """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <movie>
          <title>Léon</title>
          <originaltitle>Léon: The Professional</originaltitle>
          <sorttitle>0003 Léon</sorttitle>
          <year>1994</year>
          <plot>Because you liked &lt;Nikita&gt; &amp; others.

        A hired killer looks after a girl.
        She learns his trade.</plot>
          <tagline>He moves without sound.</tagline>
          <runtime>111</runtime>
          <mpaa>R</mpaa>
          <rating>8.3</rating>
          <genre>Crime</genre>
          <genre>Drama</genre>
          <studio>Gaumont</studio>
          <studio>Les Films du Dauphin</studio>
          <director>Luc Besson</director>
          <credits>Luc Besson</credits>
          <actor>
            <name>Jean Reno</name>
          </actor>
          <actor>
            <name>Luc Besson</name>
          </actor>
          <premiered>1994-09-14</premiered>
          <country>FR</country>
          <country>US</country>
          <tag>new york city</tag>
          <tag>hitman</tag>
          <tag>corrupt police</tag>
          <uniqueid type="imdb" default="true">tt0110413</uniqueid>
          <uniqueid type="tmdb">101</uniqueid>
          <fileinfo>
            <streamdetails>
              <video>
                <codec>h264</codec>
                <width>1920</width>
                <height>1080</height>
                <durationinseconds>6660</durationinseconds>
              </video>
              <audio>
                <codec>aac</codec>
                <language>fr</language>
                <channels>6</channels>
              </audio>
            </streamdetails>
          </fileinfo>
          <dateadded>2023-11-14 22:11:20</dateadded>
        </movie>

        """

    @Test("A series and its episode, byte by byte")
    func series() {
        var draft = TitleDraft.film("Signal House", year: 2021, tmdb: 88)
        draft.kind = .series
        var series = ShelvedTitle(title: .test(8, draft), rank: 1)
        var facts = SeriesFacts()
        (facts.tvdbID, facts.criticRating) = (4711, 87)
        series.facts = facts
        var made = TitleDraft.film("Pilot") { $0.voteAverage = 7 }
        made.kind = .episode
        var episode = ShelvedEpisode(title: .test(9, made), season: 0, number: 12)
        episode.airDate = "2021-02-03"
        #expect(
            NFODocument.series(series, addedAt: moment).text == """
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                <tvshow>
                  <title>Signal House</title>
                  <sorttitle>0001 Signal House</sorttitle>
                  <year>2021</year>
                  <criticrating>87</criticrating>
                  <uniqueid type="tmdb" default="true">88</uniqueid>
                  <uniqueid type="tvdb">4711</uniqueid>
                  <dateadded>2023-11-14 22:13:20</dateadded>
                </tvshow>

                """)
        #expect(
            NFODocument.episode(episode, of: series, addedAt: moment).text == """
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                <episodedetails>
                  <title>Pilot</title>
                  <showtitle>Signal House</showtitle>
                  <season>0</season>
                  <episode>12</episode>
                  <rating>7</rating>
                  <aired>2021-02-03</aired>
                  <dateadded>2023-11-14 22:13:20</dateadded>
                </episodedetails>

                """)
    }

    @Test("Nothing in a text breaks the file")
    func hostile() {
        let draft = TitleDraft.film("  ]]></title><x>&amp;\u{0}\u{1B}\"'\u{FFFF}\u{1F600}\r\n\tEnd ") { metadata in
            metadata.overview = " \u{2} "
            metadata.genres = ["", "A & B"]
        }
        let text = NFODocument.film(ShelvedTitle(title: .test(1, draft), rank: 1), addedAt: moment).text
        #expect(
            text.contains("<title>]]&gt;&lt;/title&gt;&lt;x&gt;&amp;amp;&quot;'\u{1F600}\n\tEnd</title>"))
        #expect(!text.contains("<plot>"))
        #expect(text.contains("  <genre>A &amp; B</genre>\n  <dateadded>"))
    }

    @Test("The plot begins with the explanation, and may have nothing else")
    func plots() {
        let table: [(String?, String?, String?)] = [
            ("Why.", "What.", "Why.\n\nWhat."), (nil, "What.", "What."), ("Why.", nil, "Why."), (" ", "", nil),
        ]
        for (explanation, overview, plot) in table {
            var shelved = ShelvedTitle(title: .test(1, .film("A") { $0.overview = overview }), rank: 1)
            shelved.explanation = explanation
            let text = NFODocument.film(shelved, addedAt: moment).text
            #expect(plot.map { text.contains("<plot>\($0)</plot>") } ?? !text.contains("<plot>"))
        }
    }
}
