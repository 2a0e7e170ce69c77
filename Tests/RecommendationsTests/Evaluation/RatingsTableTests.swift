import Basics
import Domain
import Recommendations
import Testing

@Suite("Files of ratings")
struct RatingsTableTests {
    @Test("columns stand in any order, and stars become hearts")
    func reading() throws {
        var table = try RatingsTable(header: "rated_at,rating,imdb_id,user,remark\r")
        for line in ["1000,4.5,tt0000001,anna,fine", "2000,0.5,tt0000002,ben", #"3000,"3","tt0000001","anna",x"#, ""] {
            table.add(line)
        }
        #expect(table.rows.map(\.rating) == [9, 1, 6])
        #expect(table.rows.map(\.user) == [UserID(1), UserID(2), UserID(1)])
        #expect(table.rows.map(\.at) == [1000, 2000, 3000].map { Instant(milliseconds: $0 * 1000) })
        #expect(table.rows.first?.imdbID == IMDbID("tt0000001") && table.unreadableCount == 0)
    }

    @Test(
        "what is no rating is counted and left out",
        arguments: [
            "anna,tt0000001,0,1000", "anna,tt0000001,6,1000", "anna,tt0000001,nan,1000", "anna,1,4,1000",
            ",tt0000001,4,1000", "anna,tt0000001,4", "anna,tt0000001,4,1e99", "anna,tt0000001,four,1000",
        ])
    func unreadable(_ line: String) throws {
        var table = try RatingsTable(header: "user,imdb_id,rating,rated_at")
        table.add(line)
        #expect(table.rows.isEmpty && table.unreadableCount == 1)
    }

    @Test("a file without the columns is refused by their names")
    func header() {
        #expect(throws: RatingsTable.Problem.missingColumns(["imdb_id", "rated_at"])) {
            try RatingsTable(header: "user,movieId,rating,timestamp")
        }
    }
}
