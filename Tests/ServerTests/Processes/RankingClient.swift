import Foundation
import TestKit
import Testing

/// The interface that movie-ranking's web client speaks, with somebody's access token or key.
struct RankingClient: Sendable {
    /// What an upload announces; the text of a form cannot hold it by accident.
    private static let boundary = "----kinothek-7d1e0c5a93"

    let server: LiveServer
    let token: String

    /// With an address and a password as forms spell them.
    static func signIn(
        at server: LiveServer, _ email: String = Anna.email, _ password: String = Anna.password
    ) async throws -> RankingClient {
        let answer = try await server.exchange(
            "POST", "/api/v1/auth/login", form: "username=\(email)&password=\(password)")
        try #require(answer.status == 200, "\(answer.text)")
        let token = try JSONValue(parsing: answer.text)["access_token"]?.text
        return RankingClient(server: server, token: try #require(token))
    }

    /// Asks, and expects this status. Null for an answer without a body.
    @discardableResult
    func ask(
        _ method: String, _ path: String, _ body: String? = nil, expecting status: Int = 200,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> JSONValue {
        let answer = try await send(method, path, body, "application/json")
        let comment = Comment(rawValue: "\(method) \(path): \(answer.status) \(answer.text.prefix(500))")
        try #require(answer.status == status, comment, sourceLocation: sourceLocation)
        return answer.body.isEmpty ? .null : try JSONValue(parsing: answer.text)
    }

    /// Sends the text of a file, and returns the session that became of it.
    func upload(_ text: String, of source: String = "amazon-prime", name: String = "history.csv") async throws
        -> JSONValue
    {
        let head = "Content-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\nContent-Type: text/csv"
        let body = "--\(Self.boundary)\r\n\(head)\r\n\r\n\(text)\r\n--\(Self.boundary)--\r\n"
        let answer = try await send(
            "POST", "/import/\(source)/upload/", body, "multipart/form-data; boundary=\(Self.boundary)")
        try #require(answer.status == 201, "\(answer.status) \(answer.text.prefix(500))")
        return try JSONValue(parsing: answer.text)
    }

    private func send(_ method: String, _ path: String, _ body: String?, _ type: String) async throws -> Answer {
        var headers = ["Authorization": "Bearer \(token)"]
        if body != nil { headers["Content-Type"] = type }
        return try await server.send(method, "/api/v1" + path, key: nil, body: body, headers: headers)
    }
}

extension RankingClient {
    /// How far a session is, with its films.
    func session(_ id: String, of source: String = "amazon-prime") async throws -> JSONValue {
        try await ask("GET", "/import/\(source)/session/\(id)/")
    }

    /// Adds a film of a session; returns what stands of it then.
    func add(
        _ index: Int, of session: String, stars: Int, ratedAt: String? = nil
    ) async throws -> JSONValue {
        let moment = ratedAt.map { "\"\($0)\"" } ?? "null"
        return try await ask(
            "POST", "/import/amazon-prime/session/\(session)/movie/\(index)/add/",
            #"{"rating": \#(stars), "rated_at": \#(moment)}"#, expecting: 201)
    }

    /// Rates a film that was rated before.
    func rateAgain(_ film: String, stars: Int) async throws {
        try await ask("POST", "/rankings/", #"{"movie_id": "\#(film)", "rating": \#(stars)}"#)
    }

    /// All films that were rated, each once.
    func rankings() async throws -> [JSONValue] {
        var films: [JSONValue] = []
        while true {
            let page = try await ask(
                "GET", "/rankings/?limit=100&offset=\(films.count)&sort_by=title&sort_order=asc")
            let total = try #require(page["total"]?.int)
            let more = page["items"]?.list ?? []
            films += more
            guard films.count < total else { return films }
            try #require(!more.isEmpty, "\(total) films are announced, and \(films.count) came")
        }
    }

    /// A film in the list; nil when it was not rated.
    func ranking(of title: String) async throws -> JSONValue? {
        try await rankings().first { $0["movie"]?["title"] == .text(title) }
    }

    /// The table for Letterboxd.
    func table() async throws -> String {
        let answer = try await send("GET", "/rankings/export/", nil, "")
        try #require(answer.status == 200, "\(answer.text.prefix(500))")
        return answer.text
    }
}
