package import Domain
import Foundation

/// A server that speaks Stash's GraphQL for exactly what `FakeStashSchema` holds, with controls for its faults.
package actor FakeStash {
    /// One request as it came over the wire.
    package struct Seen: Sendable {
        package let method: String
        package let path: String
        /// Names in lower case.
        package let headers: [String: String]
        package let body: [UInt8]

        package var text: String { String(decoding: body, as: UTF8.self) }
        /// The name of the operation; empty for anything that is none.
        package var operation: String { json?["operationName"]?.text ?? "" }
        package var variables: JSONValue { json?["variables"] ?? .null }
        package var isWrite: Bool { json?["query"]?.text?.hasPrefix("mutation") ?? false }

        var json: JSONValue? { try? JSONValue(parsing: text) }
    }

    /// What is wrong with an operation.
    package enum Fault: Sendable {
        /// It is not done, and says so in these words.
        case error(String)
        /// It is not done; this is the answer.
        case reply(Reply)
        /// It is done, but this is the answer.
        case afterwards(Reply)
        /// It is done, but the answer ends in the middle.
        case half
        /// It is done when the test ends, or says `hung.releaseAll()`.
        case hang
    }

    /// What is wrong with a row.
    package enum RowFault: Sendable {
        /// What it carries cannot be read, which takes the whole answer with it.
        case error
        /// This member cannot be read and is null.
        case partial(String)
        case noID
        case noMoment
    }

    package static let key = "fake.stash.key-0001"

    package var archive: FakeArchive
    /// Nil for a server without a key, which refuses every key.
    package var key: String?
    package var status = "OK"
    package var version = "v0.30.1"
    /// Refuses everything, as after a request from a public address.
    package var isShut = false

    private var faults: [String: [Fault]] = [:]
    private(set) var rowFaults: [ArchiveKind: [Int: RowFault]] = [:]
    private var replies: [Reply?] = []
    private var always: Reply?
    private let gate = RequestGate()
    private let hanging = RequestGate()
    package private(set) var seen: [Seen] = []

    let schema: GraphQLSchema?

    package init(_ archive: FakeArchive = .pier) {
        self.archive = archive
        schema = try? GraphQLSchema(FakeStashSchema.text)
    }

    package func change(_ change: @Sendable (isolated FakeStash) -> Void) { change(self) }

    /// Changes what it holds, as people who use it do.
    package func edit<Value: Sendable>(_ change: @Sendable (inout FakeArchive) -> Value) -> Value { change(&archive) }

    /// Answers to the next requests, once each, before anything else; nil lets a request through.
    package func answerNext(_ replies: Reply?...) {
        self.replies += replies
    }

    /// The answer to every request from now on; nil ends that.
    package func answerAlways(_ reply: Reply?) {
        always = reply
    }

    /// The next requests of this operation meet the fault.
    package func breakOperation(_ name: String, with fault: Fault, times: Int = 1) {
        faults[name, default: []] += [Fault](repeating: fault, count: times)
    }

    /// Every answer with this row has the fault from now on; nil mends it.
    package func breakRow(_ kind: ArchiveKind, _ id: Int, _ fault: RowFault?) {
        rowFaults[kind, default: [:]][id] = fault
    }

    package func forgetSeen() {
        seen = []
    }

    /// The names of the operations that came, in order.
    package var operations: [String] { seen.map(\.operation) }

    /// The same of those that change something.
    package var writes: [String] { seen.filter(\.isWrite).map(\.operation) }

    /// Where tests hold requests back.
    package nonisolated var held: RequestGate { gate }
    /// Where operations wait that hang.
    package nonisolated var hung: RequestGate { hanging }

    func answer(_ request: Seen) async -> Reply {
        seen.append(request)
        await gate.pass()
        if !replies.isEmpty, let reply = replies.removeFirst() { return reply }
        if let always { return always }
        if isShut { return Reply(403, "") }
        guard request.headers["apikey"] == key else {
            return Reply(401, "", [("www-authenticate", "FormBased")])
        }
        guard request.method == "POST" else { return file(request) }
        guard request.path.hasSuffix("/graphql") else { return Reply(404, "") }
        return await operation(request)
    }

    private func operation(_ request: Seen) async -> Reply {
        guard let name = request.json.map({ _ in request.operation }) else { return .refusal(400, "no JSON", nil) }
        guard let fault = faults[name]?.first else { return graphQL(request) }
        faults[name]?.removeFirst()
        switch fault {
        case .error(let words):
            return .graphQL(["data": .null, "errors": .list([.object(["message": .text(words)])])])
        case .reply(let reply): return reply
        case .afterwards(let reply):
            _ = graphQL(request)
            return reply
        case .half:
            let reply = graphQL(request)
            return Reply(reply.status, Array(reply.body.prefix(reply.body.count / 2)))
        case .hang:
            await hanging.hold()
            await hanging.pass()
            return graphQL(request)
        }
    }

    private func graphQL(_ request: Seen) -> Reply {
        guard let schema else { return Reply(500, "") }
        let variables = request.variables.members
        do {
            let operation = try GraphQLOperation(request.json?["query"]?.text ?? "")
            try schema.validate(operation)
            try schema.validate(variables, of: operation)
            let answer = GraphQLRun.answer(operation, schema) { field in
                let arguments = field.arguments.compactMapValues { $0.filled(variables) }
                return try resolve(field.name, .object(arguments))
            }
            return .graphQL(answer.members)
        } catch let error as GraphQLError {
            let code = error.isOfForm ? "GRAPHQL_PARSE_FAILED" : "GRAPHQL_VALIDATION_FAILED"
            return .refusal(422, error.words, code)
        } catch {
            return Reply(500, "")
        }
    }
}

extension JSONValue {
    /// Those of an object.
    var members: [String: JSONValue] {
        if case .object(let members) = self { members } else { [:] }
    }
}

extension Reply {
    fileprivate static func graphQL(_ members: [String: JSONValue], _ status: Int = 200) -> Reply {
        Reply(status, Array((try? JSONEncoder().encode(JSONValue.object(members))) ?? Data()))
    }

    fileprivate static func refusal(_ status: Int, _ words: String, _ code: String?) -> Reply {
        var error: [String: JSONValue] = ["message": .text(words)]
        if let code { error["extensions"] = .object(["code": .text(code)]) }
        return .graphQL(["errors": .list([.object(error)]), "data": .null], status)
    }
}
