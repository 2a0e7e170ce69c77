import LocalMedia
import Testing

/// Short ways to the entries of invented files.
enum NFOSamples {
    static func entries(_ text: String) throws -> [NFOEntry] { try NFOFile.read(Array(text.utf8)) }

    static func only(_ text: String) throws -> NFOEntry {
        let entries = try entries(text)
        try #require(entries.count == 1)
        return entries[0]
    }

    static func movie(_ inner: String) throws -> NFOEntry { try only("<movie><title>x</title>\(inner)</movie>") }

    static func series(_ inner: String) throws -> NFOEntry { try only("<tvshow><title>x</title>\(inner)</tvshow>") }

    static func episode(_ inner: String) throws -> NFOEntry {
        try only("<episodedetails><title>x</title>\(inner)</episodedetails>")
    }

    static func failure(_ bytes: [UInt8]) -> NFOFailure? {
        do {
            _ = try NFOFile.read(bytes)
            return nil
        } catch {
            return error
        }
    }

    /// Everything that a film can say, as Kodi and the scrapers write it.
    static let fullMovie = """
        <?xml version="1.0" encoding="UTF-8" standalone="yes" ?>
        <!-- written by a scraper -->
        <movie>
            <title>The Paper Lantern</title>
            <originaltitle>La Lanterne de papier</originaltitle>
            <sorttitle>Paper Lantern, The</sorttitle>
            <ratings>
                <rating name="imdb" max="10"><value>7.1</value><votes>12345</votes></rating>
                <rating name="themoviedb" max="10" default="true"><value>6.8</value><votes>321</votes></rating>
                <rating name="tomatometerallcritics" max="100"><value>88</value><votes>41</votes></rating>
            </ratings>
            <userrating>8</userrating>
            <criticrating>88</criticrating>
            <top250>17</top250>
            <outline>A keeper and a storm.</outline>
            <plot>A lighthouse keeper finds a lantern.&#10;It does not go out.</plot>
            <tagline>Some lights stay.</tagline>
            <runtime>104</runtime>
            <thumb aspect="poster" preview="https://img.example/p-small.jpg">https://img.example/p.jpg</thumb>
            <thumb aspect="set.poster">https://img.example/set.jpg</thumb>
            <fanart><thumb preview="https://img.example/f-s.jpg">https://img.example/f.jpg</thumb></fanart>
            <mpaa>UK:12A</mpaa>
            <certification>US:PG-13 / DE:FSK 12</certification>
            <playcount>2</playcount>
            <lastplayed>2023-11-05 21:30:00</lastplayed>
            <uniqueid type="imdb">tt7654321</uniqueid>
            <uniqueid type="tmdb" default="true">4242</uniqueid>
            <genre>Drama</genre>
            <genre>Mystery</genre>
            <tag>lighthouse</tag>
            <country>France</country>
            <studio>Petite Maison</studio>
            <credits>Ada Writer</credits>
            <director>Bo Director</director>
            <set tmdbcolid="77"><name>Lantern Collection</name><overview>All lanterns.</overview></set>
            <premiered>2019-03-08</premiered>
            <year>2018</year>
            <status></status>
            <trailer>plugin://plugin.video.youtube/play/?video_id=aBcDeFgHi_1</trailer>
            <fileinfo><streamdetails><video><codec>h264</codec><durationinseconds>9</durationinseconds></video>
                <audio><language>fra</language></audio></streamdetails></fileinfo>
            <actor><name>Cleo Lead</name><role>Keeper</role><order>0</order>
                <thumb>https://img.example/cleo.jpg</thumb></actor>
            <actor><name>Dan Second</name><role></role><order>1</order></actor>
            <resume><position>1800.5</position><total>6240.0</total></resume>
            <dateadded>2020-01-02 03:04:05</dateadded>
            <lockdata>true</lockdata>
            <lockedfields>Name|Overview</lockedfields>
        </movie>
        """
}
