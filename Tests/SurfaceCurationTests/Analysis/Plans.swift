import HTTPTypes
import TestKit
import Testing

extension CurationRig {
    /// Takes everything over, analyses it by the rules alone, and gives the plan's id: scene 33 gets a studio, a
    /// performer, a tag and cleaned details.
    func plan(
        _ body: String = #"{"filters": {}, "options": {"use_ai": false}, "plan_name": "Pier"}"#,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Int {
        try await sync()
        let answer = try await run(
            .curation(.post, "analysis/generate?background=false", json: body).answers(200),
            sourceLocation: sourceLocation)
        return try #require(try answer.json["plan_id"]?.int, sourceLocation: sourceLocation)
    }

    /// The changes of a plan by field.
    func changes(of plan: Int) async throws -> [String: JSONValue] {
        let detail = try await run(.curation(.get, "analysis/plans/\(plan)").answers(200)).json
        let changes = detail["scenes"]?.list?.flatMap { $0["changes"]?.list ?? [] } ?? []
        return Dictionary(changes.map { ($0["field"]?.text ?? "", $0) }) { first, _ in first }
    }

    /// The id of a plan's change of a field.
    func change(_ field: String, of plan: Int) async throws -> Int {
        try #require(try await changes(of: plan)[field]?["id"]?.int)
    }

    /// Where a plan stands.
    func status(of plan: Int) async throws -> String? {
        try await run(.curation(.get, "analysis/plans/\(plan)").answers(200)).json["status"]?.text
    }
}
