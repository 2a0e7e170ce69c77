import Foundation

/// A job type without its parameters' type, as the queue deals with it.
struct ErasedJob: Sendable {
    let name: String
    let isExclusive: Bool
    let exclusionGroup: String?
    let isKeptByAge: Bool
    /// Runs the job with the JSON of its parameters.
    let run: @Sendable (_ parameters: String, JobContext) async throws -> Void

    init<J: JobType>(_ type: J) {
        name = J.name
        isExclusive = type.isExclusive
        exclusionGroup = type.exclusionGroup
        isKeptByAge = type.isKeptByAge
        run = { json, context in
            let parameters: J.Parameters
            do {
                parameters = try JSONDecoder().decode(J.Parameters.self, from: Data(json.utf8))
            } catch {
                throw JobFailure("The job's parameters cannot be read.", isPermanent: true)
            }
            try await type.run(parameters, context: context)
        }
    }
}

extension JobType {
    /// What a stored job of this type is about; nil when it cannot be read.
    package static func parameters(from json: String) -> Parameters? {
        try? JSONDecoder().decode(Parameters.self, from: Data(json.utf8))
    }

    /// The JSON under which parameters are stored; equal parameters give equal text.
    static func json(of parameters: Parameters) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(parameters), as: UTF8.self)
    }
}
