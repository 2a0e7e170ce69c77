import Foundation

/// A server that speaks the documented wire format of TMDB, with controls for its faults.
package actor FakeTMDB {
    /// One request as it came over the wire, without the version segment.
    package struct Seen: Sendable {
        package let path: String
        package let query: [String: String]
        package let authorization: String?
    }

    package static let key = "0123456789abcdef0123456789abcdef"
    package static let token = "eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJ0ZXN0In0.c2lnbmF0dXJl"

    private var works: [FakeWork]
    private var replies: [Reply] = []
    private var always: Reply?
    private var pictures: [String: Reply] = [:]
    private let gate = RequestGate()
    package private(set) var seen: [Seen] = []

    package init(_ works: [FakeWork] = [.matrix, .breakingBad]) {
        self.works = works
    }

    /// The paths that were asked for, in order.
    package var paths: [String] { seen.map(\.path) }

    package func add(_ work: FakeWork) {
        works.append(work)
    }

    /// Answers to the next requests, once each, before anything else.
    package func answerNext(_ replies: Reply...) {
        self.replies += replies
    }

    /// The answer to every request from now on; nil ends that.
    package func answerAlways(_ reply: Reply?) {
        always = reply
    }

    /// What the image host has at `SIZE/NAME`.
    package func setPicture(_ path: String, _ reply: Reply) {
        pictures[path] = reply
    }

    package func forgetSeen() {
        seen = []
    }

    /// Where tests hold requests back.
    package nonisolated var held: RequestGate { gate }

    func picture(_ path: String) -> Reply {
        pictures[path] ?? Reply(404, "<html>File not Found</html>", [("content-type", "text/html")])
    }

    func answer(_ request: Seen) async -> Reply {
        seen.append(request)
        await gate.pass()
        if !replies.isEmpty { return replies.removeFirst() }
        if let always { return always }
        guard request.query["api_key"] == Self.key || request.authorization == "Bearer \(Self.token)" else {
            return .tmdbError(401, 7, "Invalid API key: You must be granted a valid key.")
        }
        return answerHonestly(request)
    }

    private func answerHonestly(_ request: Seen) -> Reply {
        let steps = request.path.split(separator: "/").map(String.init)
        switch (steps.first, steps.count) {
        case ("authentication", 1): return .json(["success": true, "status_code": 1, "status_message": "Success."])
        case ("find", 2): return find(steps[1], request)
        case ("movie", 2): return details(.movie, steps[1], request)
        case ("tv", 2): return details(.series, steps[1], request)
        case ("tv", 4) where steps[2] == "season": return season(steps[3], ofSeries: steps[1], request)
        case ("search", 2): return search(steps[1] == "movie" ? .movie : .series, request)
        default: return .tmdbError(404, 34, "The resource you requested could not be found.")
        }
    }

    private func find(_ id: String, _ request: Seen) -> Reply {
        let found = request.query["external_source"] == "imdb_id" ? works.filter { $0.imdbID == id } : []
        let cards = { (kind: FakeWork.Kind) in
            found.filter { $0.kind == kind }.map { $0.card(language: request.language) }
        }
        return .json([
            "movie_results": cards(.movie), "tv_results": cards(.series), "tv_episode_results": cards(.episode),
            "person_results": [], "tv_season_results": [],
        ])
    }

    private func details(_ kind: FakeWork.Kind, _ id: String, _ request: Seen) -> Reply {
        guard let work = works.first(where: { $0.kind == kind && String($0.id) == id }) else {
            return .tmdbError(404, 34, "The resource you requested could not be found.")
        }
        let parts = (request.query["append_to_response"] ?? "").split(separator: ",").map(String.init)
        return .json(work.details(language: request.language, parts: parts))
    }

    private func season(_ number: String, ofSeries id: String, _ request: Seen) -> Reply {
        let series = works.first { $0.kind == .series && String($0.id) == id }
        guard let number = Int(number), let episodes = series?.seasons[number] else {
            return .tmdbError(404, 34, "The resource you requested could not be found.")
        }
        return .json([
            "id": 100 + number, "season_number": number, "name": "Season \(number)",
            "episodes": episodes.map { $0.wire(season: number, language: request.language) },
        ])
    }

    private func search(_ kind: FakeWork.Kind, _ request: Seen) -> Reply {
        guard let query = request.query["query"], !query.isEmpty else {
            return Reply(422, #"{"errors":["query must be provided"]}"#)
        }
        let year = request.query[kind == .movie ? "year" : "first_air_date_year"]
        let cards = works.filter { work in
            work.kind == kind && work.title.lowercased().contains(query.lowercased())
                && work.date.hasPrefix(year ?? "")
        }.map { $0.card(language: request.language) }
        return .json(["page": 1, "results": cards, "total_pages": 1, "total_results": cards.count])
    }
}

extension FakeTMDB.Seen {
    fileprivate var language: String { query["language"] ?? "en-US" }
}

extension Reply {
    /// An error as TMDB words it.
    package static func tmdbError(
        _ status: Int, _ code: Int, _ message: String = "It did not work.", _ headers: [(String, String)] = []
    ) -> Reply {
        Reply(status, #"{"success":false,"status_code":\#(code),"status_message":"\#(message)"}"#, headers)
    }

    fileprivate static func json(_ value: [String: Any]) -> Reply {
        Reply(200, Array((try? JSONSerialization.data(withJSONObject: value)) ?? Data()))
    }
}
