import Domain
import LocalMedia
import Testing

/// Files in the manner of the programs that write them, with invented contents.
@Suite("NFO: as programs write them")
struct NFOProgramTests {
    @Test func aMovieManagerWritesWithOldAndNewElements() throws {
        let entry = try NFOSamples.only(
            """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <movie>
              <title>Harbour Lights</title>
              <id>77001</id>
              <uniqueid type="tmdb" default="true">77001</uniqueid>
              <uniqueid type="imdb" default="false">tt9900001</uniqueid>
              <rating>6.4</rating>
              <votes>1,204</votes>
              <ratings>
                <rating default="false" max="10" name="imdb"><value>6.4</value><votes>1204</votes></rating>
              </ratings>
              <set><name>Harbour Collection</name><overview/></set>
              <mpaa>US:PG-13 / US:Rated PG-13</mpaa>
              <certification>GB:12A</certification>
              <genre>Drama / Romance</genre>
              <credits tmdbid="5">Ada Writer</credits>
              <actor><name>Cleo Lead</name><role>Ann</role><thumb/><profile>https://p.example/1</profile></actor>
              <producer tmdbid="9"><name>No Actor</name><role>Producer</role></producer>
              <languages>en, fr</languages>
              <edition>NONE</edition>
            </movie>
            """)
        #expect(entry.identifiers.map(\.kind) == ["tmdb", "imdb"])
        #expect(entry.defaultIdentifier?.value == "77001")
        #expect(entry.ratings == [NFORating(source: "imdb", value: 6.4, votes: 1204)])
        #expect(entry.set == NFOSet(name: "Harbour Collection"))
        #expect(entry.genres == ["Drama", "Romance"])
        #expect(entry.writers == ["Ada Writer"])
        #expect(entry.actors.map(\.name) == ["Cleo Lead"])
        #expect(CertificateReading(of: entry.certificates)?.text == "GB:12A")
    }

    @Test func aMediaServerWritesItsOwnElements() throws {
        let entry = try NFOSamples.only(
            """
            \u{feff}<?xml version="1.0" encoding="utf-8" standalone="yes"?>
            <tvshow>
              <plot><![CDATA[Two sisters keep a <i>signal house</i> & its secrets.]]></plot>
              <outline><![CDATA[Two sisters.]]></outline>
              <lockdata>false</lockdata>
              <lockedfields>Cast|Overview</lockedfields>
              <dateadded>2021-05-06 07:08:09</dateadded>
              <title>Signal House</title>
              <rating>7.4</rating>
              <year>2021</year>
              <mpaa>DE-16</mpaa>
              <imdb_id>tt9900002</imdb_id>
              <tmdbid>88002</tmdbid>
              <premiered>2021-02-03</premiered>
              <releasedate>2021-02-03</releasedate>
              <enddate>2023-04-05</enddate>
              <runtime>44</runtime>
              <art><poster>/config/metadata/poster.jpg</poster><fanart>/config/metadata/fanart.jpg</fanart></art>
              <actor><name>Eve One</name><role>May</role><type>Actor</type><sortorder>0</sortorder></actor>
              <actor><name>Flo Two</name><type>GuestStar</type></actor>
              <id>99003</id>
              <episodeguide><url cache="99003.xml">http://www.thetvdb.com/api/K/series/99003/en.zip</url></episodeguide>
              <season>-1</season><episode>-1</episode>
              <status>Ended</status>
            </tvshow>
            """)
        #expect(entry.kind == .series)
        #expect(entry.plot == "Two sisters keep a signal house & its secrets.")
        #expect(entry.lockedFields == ["Cast", "Overview"])
        #expect(entry.imdbID == "tt9900002")
        #expect(entry.tmdbID == 88_002)
        #expect(entry.tvdbID == 99_003)
        #expect(entry.endDate == "2023-04-05")
        #expect(entry.rating?.value == 7.4)
        #expect(entry.actors.map(\.type) == ["Actor", "GuestStar"])
        #expect(entry.pictures.isEmpty && entry.season == nil)
        #expect(CertificateReading(of: entry.certificates)?.certificate == .fifteen)
    }

    @Test func aDownloaderWritesOneLineWithoutADeclaration() throws {
        let entry = try NFOSamples.only(
            #"<movie><title>Harbour Lights</title><id>77001</id><uniqueid type="tmdb" default="true">77001</uniqueid>"#
                + #"<uniqueid type="imdb">tt9900001</uniqueid><thumb aspect="poster" preview="https://i.example/p" />"#
                + "<fileinfo><streamdetails/></fileinfo><year>2020</year></movie>")
        #expect(entry.tmdbID == 77_001)
        #expect(entry.imdbID == "tt9900001")
        #expect(entry.pictures.isEmpty)
        #expect(entry.year == 2020)
    }

    @Test func anEpisodeOfTwoHalves() throws {
        let entries = try NFOSamples.entries(
            """
            <episodedetails>
              <title>The Storm (1)</title><showtitle>Signal House</showtitle>
              <season>1</season><episode>9</episode><aired>2021-04-05</aired>
              <ratings><rating name="tmdb" max="10"><value>7,25</value><votes>12</votes></rating></ratings>
              <uniqueid type="tvdb" default="true">5550009</uniqueid>
              <actor><name>Guest One</name><type>GuestStar</type></actor>
            </episodedetails>
            <episodedetails>
              <title>The Storm (2)</title><showtitle>Signal House</showtitle>
              <season>1</season><episode>10</episode><aired>2021-04-05</aired>
              <uniqueid type="tvdb" default="true">5550010</uniqueid>
            </episodedetails>
            """)
        #expect(entries.map(\.episode) == [9, 10])
        #expect(entries.map(\.tvdbID) == [5_550_009, 5_550_010])
        #expect(entries.map(\.seriesTitle) == ["Signal House", "Signal House"])
        #expect(entries.first?.rating?.value == 7.25)
        #expect(entries.map(\.actors.count) == [1, 0])
    }

    @Test func somebodyWroteItInAnEditor() throws {
        let entry = try NFOSamples.only(
            """
            my notes: <<fix later>>
            <MOVIE>
            <Title>Fish & Chips < forever</Title>
            <Year>1987</Year>
            <Plot>Tom & Ann<br>run a shop.<BR/>It's >great<. &copy; me</Plot>
            <Genre>Comedy</Genre> loose words
            <Runtime>1h 32min</Runtime>
            <rating>8/10</rating>
            </MOVIE>
            www.imdb.com/title/tt9900004
            """)
        #expect(entry.title == "Fish & Chips < forever")
        #expect(entry.year == 1987)
        #expect(entry.plot == "Tom & Ann\nrun a shop.\nIt's >great<. © me")
        #expect(entry.genres == ["Comedy"])
        #expect(entry.runtimeMinutes == 92)
        #expect(entry.rating?.value == 8)
        #expect(entry.imdbID == "tt9900004")
    }
}
