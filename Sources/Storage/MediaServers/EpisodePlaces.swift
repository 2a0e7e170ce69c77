import Domain
import SQL

/// A place in a series, by which episodes of media servers are told apart.
struct SeriesPlace: Hashable {
    let seriesID: TitleID
    let season: Int
    let number: Int
}

/// Finds episodes by their places, however many their series have.
enum EpisodePlaces {
    static func rows(
        at places: some Collection<SeriesPlace>, _ connection: any SQLConnection
    ) throws -> [SeriesPlace: EpisodeRow] {
        guard !places.isEmpty else { return [:] }
        let wanted = JSONText.encodeRows(places.map { [Int($0.seriesID.rawValue), $0.season, $0.number] })
        var rows: [SeriesPlace: EpisodeRow] = [:]
        try connection.forEach(
            """
            SELECT e.title_id, e.series_id, e.season, e.number, e.air_date FROM (
                SELECT \(sql: .integer(at: 0)) AS series_id, \(sql: .integer(at: 1)) AS season,
                    \(sql: .integer(at: 2)) AS number
                FROM \(sql: .elements(ofJSON: wanted))
            ) AS wanted
            JOIN episode e ON e.series_id = wanted.series_id AND e.season = wanted.season
                AND e.number = wanted.number
            """
        ) { row in
            let place = SeriesPlace(seriesID: try row.get(1), season: try row.int(2), number: try row.int(3))
            rows[place] = EpisodeRow(
                titleID: try row.get(0), seriesID: place.seriesID, season: place.season, number: place.number,
                airDate: try row.optionalText(4))
        }
        return rows
    }
}
