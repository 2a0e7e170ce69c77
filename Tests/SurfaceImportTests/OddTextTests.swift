import Domain
import HTTPTypes
import SQL
import TestKit
import Testing

@Suite("Import: odd texts and numbers")
struct OddTextTests {
    private static let texts = [
        #"\u0000"#, " ", #"a\u0000b"#, #"\u202e"#, "😀", #"e\u0301\u0301\u0301"#, "%", "'; DROP TABLE title; --",
        #"\uffff"#, "_%_",
    ]

    @Test("whatever a text holds, it is no error of the server", arguments: TestDriver.available)
    func texts(_ driver: TestDriver) async throws {
        try await ImportHousehold.with(driver: driver) { house in
            for text in Self.texts {
                let film = #"{"title": "\#(text)", "year": 2001, "original_language": "\#(text)"}"#
                let added = try await house.surface.send(
                    TestRequest(.post, "/api/v1/movies/", as: .known("anna"), json: film))
                #expect([200, 201, 400, 422].contains(added.status), "\(text): \(added.text)")
                let account = #"{"email": "\#(text)@example.com", "password": "\#(text)12345678"}"#
                let registered = try await house.surface.send(
                    TestRequest(.post, "/api/v1/auth/register", json: account))
                #expect([201, 409, 422].contains(registered.status), "\(text): \(registered.text)")
            }
            for text in ["%00", "%F0%9F%98%80", "%25", "%ff%fe", "+", "a%00b"] {
                let found = try await house.surface.send(
                    TestRequest(.get, "/api/v1/movies/search/?q=\(text)", as: .known("anna")))
                #expect(found.status == 200, "\(text): \(found.text)")
                let session = try await house.surface.send(
                    TestRequest(.get, "/api/v1/import/amazon-prime/session/\(text)/", as: .known("anna")))
                #expect(session.status == 404, "\(text): \(session.text)")
                let form = Scenario("login", .post, "/api/v1/auth/login").with(
                    form: "username=\(text)&password=\(text)")
                let login = try await house.surface.send(form.request)
                #expect(login.status == 401, "\(text): \(login.text)")
            }
        }
    }

    @Test(
        "numbers and moments at the edge of what is taken are no error of the server", arguments: TestDriver.available)
    func numbers(_ driver: TestDriver) async throws {
        try await ImportHousehold.with(driver: driver) { house in
            for offset in ["9223372036854775807", "99999999999999999999"] {
                let page = try await house.surface.send(
                    TestRequest(.get, "/api/v1/rankings/?offset=\(offset)", as: .known("anna")))
                #expect(page.status == 200, "\(page.text)")
            }
            let film = try await house.add("The Matrix", year: 1999, tmdb: 603)
            for moment in ["0001-01-01", "9999-12-31T23:59:59.999Z", "1969-12-31T23:59:59Z"] {
                let body = #"{"movie_id": "\#(film)", "rating": 3, "rated_at": "\#(moment)"}"#
                let rated = try await house.surface.send(
                    TestRequest(.post, "/api/v1/rankings/", as: .known("anna"), json: body))
                #expect([200, 201].contains(rated.status), "\(rated.text)")
                for name in ["activity", "genres", "stats", "rating-distribution"] {
                    let answer = try await house.surface.send(
                        TestRequest(.get, "/api/v1/analytics/\(name)/", as: .known("anna")))
                    #expect(answer.status == 200, "\(answer.text)")
                }
            }
            let csv = "Type,Title\nMovie,Nobody Knows It\n"
            let upload = try await house.surface.send(Scenario.upload(csv).request)
            let session = try #require(try upload.json["session_id"]?.text)
            for index in ["-1", "1", "2147483648", "9223372036854775807", "-99999999999999999999"] {
                for rest in ["add", "skip", "watched", "undo"] {
                    try await house.surface.run(
                        Scenario.session(.post, session, "movie/\(index)/\(rest)/", json: #"{"rating": 3}"#)
                            .fails(404, detail: "Movie index out of range"))
                }
            }
            for id in [-1, 0, Int(Int32.max)] {
                let added = try await house.surface.send(
                    TestRequest(
                        .post, "/api/v1/movies/", as: .known("anna"), json: #"{"title": "A", "tmdb_id": \#(id)}"#))
                #expect([200, 201, 404].contains(added.status), "\(added.text)")
            }
        }
    }
}
