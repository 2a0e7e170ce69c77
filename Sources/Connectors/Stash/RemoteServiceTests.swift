package import Domain
import Embedding
import Foundation

/// Tries other services as they are named, with neither memory nor repetition.
package struct RemoteServiceTests: ServiceTests {
    private let http: OutgoingHTTP

    package init(http: OutgoingHTTP) {
        self.http = http
    }

    package func archive(_ url: String, key: String?, within seconds: Double) async throws -> ArchiveProbe {
        guard let settings = StashSettings(baseURL: url, key: key) else { throw ArchiveFailure.badAddress }
        let archive = RemoteArchive(settings: settings, http: http)
        return try await inTime(seconds, or: ArchiveFailure.timedOut) {
            let probe = try await archive.probe(.brief(seconds))
            guard probe.status == WireStash.ready else { throw ArchiveFailure.notReady(status: probe.status) }
            return probe
        }
    }

    package func models(_ baseURL: String, key: String?, within seconds: Double) async throws -> ServedModels {
        let base = RemoteEmbedderSettings.joinable(baseURL)
        guard MediaServerSettings.isAddress(base), let parts = URLComponents(string: base),
            key.map({ $0.utf8.allSatisfy { (33...126).contains($0) } }) ?? true
        else { throw ModelServiceFailure.badAddress }
        return try await inTime(seconds, or: ModelServiceFailure.timedOut) {
            do {
                return try await listed(base, key, seconds)
            } catch ModelServiceFailure.notFound where parts.path.isEmpty {
                // Whoever names a bare host means its usual version.
                return try await listed(base + "/v1", key, seconds)
            }
        }
    }

    private func listed(_ base: String, _ key: String?, _ seconds: Double) async throws -> ServedModels {
        var headers = [("accept", "application/json")]
        if let key, !key.isEmpty { headers.append(("authorization", "Bearer " + key)) }
        let bounds = AnswerBounds(seconds: seconds, bytesMax: ConnectorsLimits.modelListBytesMax)
        let answer: OutgoingHTTP.Answer
        do {
            answer = try await http.get(base + "/models", headers: headers, bounds: bounds)
        } catch let failure as OutgoingFailure {
            if case .timedOut = failure { throw ModelServiceFailure.timedOut }
            throw ModelServiceFailure.unreadable
        } catch {
            try Task.checkCancellation()
            throw ModelServiceFailure.unreachable
        }
        switch answer.status {
        case 200: break
        case 401, 403: throw ModelServiceFailure.keyRefused
        case 404: throw ModelServiceFailure.notFound
        default: throw ModelServiceFailure.failing(status: answer.status)
        }
        guard let list = JSONNode(object: answer.body) else { throw ModelServiceFailure.unreadable }
        // Some servers answer null where nothing is installed; whatever has no such member is no list at all.
        guard list["data"].isList || list["object"].text == "list" else { throw ModelServiceFailure.unreadable }
        let host = URLComponents(string: base)?.host?.lowercased()
        return ServedModels(
            names: EndpointModels.ids(in: answer.body), baseURL: base, isOpenAI: host == Self.openAIHost)
    }

    private static let openAIHost = "api.openai.com"

    private func inTime<Value: Sendable>(
        _ seconds: Double, or failure: some Error, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                throw failure
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() else { throw CancellationError() }
            return value
        }
    }
}
