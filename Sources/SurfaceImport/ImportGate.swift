import Accounts
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

/// Lets requests in: an access token or an API key.
struct ImportGate: Sendable {
    let keys: APIKeys

    /// Nil on routes for everybody. Throws `ImportFailure` `notAuthenticated` and `badCredentials`, and
    /// `SurfaceFailure` `noRoute` and `unavailable`.
    func admit(_ request: Request, _ context: ImportContext, as access: Access) async throws -> Identity? {
        // Of a service that nobody knows nothing is there, for nobody.
        if context.coreContext.parameters.get("source") != nil { _ = try context.source }
        guard access != .open else { return nil }
        guard let secret = request.headers[.apiKey] ?? Credential(request.headers[.authorization])?.secret else {
            throw ImportFailure.notAuthenticated
        }
        let verdict: KeyVerdict
        do {
            verdict = try await keys.verify(secret)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            // A database in trouble must not look like a bad token: clients throw theirs away.
            throw SurfaceFailure.unavailable(reason: "\(error)")
        }
        guard case .valid(let identity) = verdict else { throw ImportFailure.badCredentials }
        return identity
    }
}

extension HTTPField.Name {
    static let apiKey = Self("X-API-Key")!
}
