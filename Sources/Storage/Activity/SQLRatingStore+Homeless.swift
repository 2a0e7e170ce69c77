import SQL

/// Opinions of titles that go.
extension SQLRatingStore {
    /// Writes down by which ids the titles `t` of a condition are known now, in the script that removes them: they may
    /// have got their ids after somebody rated them.
    static func holdByIDs(_ titles: SQL, _ connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE rating SET imdb_id = COALESCE(t.imdb_id, rating.imdb_id),
                tmdb_id = COALESCE(t.tmdb_id, rating.tmdb_id)
            FROM title t WHERE t.id = rating.title_id AND \(sql: titles)
            """)
    }
}
