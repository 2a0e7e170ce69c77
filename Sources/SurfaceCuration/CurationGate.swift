import Accounts
import Administration
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

/// Lets requests in: neighbours as the setting `security.curation_auth` has it, others with an administrator's key or
/// access token.
struct CurationGate: Sendable {
    let keys: APIKeys
    let settings: Settings

    /// Who calls; nil for whoever needs no name. Throws `CurationFailure.foreignOrigin` and `SurfaceFailure`
    /// `unauthorized`, `disabled`, `forbidden` and `unavailable`.
    func admit(_ request: Request, _ caller: Caller, as access: Access) async throws -> Identity? {
        guard access != .open else { return nil }
        guard takesAnonymous(caller) else {
            let identity = try await holder(of: request.curationSecret)
            guard identity.user.role == .admin else { throw SurfaceFailure.forbidden }
            return identity
        }
        guard request.changesSomething else { return nil }
        if let identity = await administrator(request.curationSecret) { return identity }
        // Any web page could otherwise have a neighbour's browser change something.
        guard isOwn(request, caller) else { throw CurationFailure.foreignOrigin }
        return nil
    }

    private func takesAnonymous(_ caller: Caller) -> Bool {
        switch settings.values.text(.curationAuth) {
        case "off": true
        case "required": false
        default: caller.isNear
        }
    }

    /// Clients that need no credentials may show stale ones, or those of another server; they do not count.
    private func administrator(_ secret: String?) async -> Identity? {
        guard let secret, case .valid(let identity)? = try? await keys.verify(secret), identity.user.role == .admin
        else { return nil }
        return identity
    }

    private func isOwn(_ request: Request, _ caller: Caller) -> Bool {
        guard let origin = request.headers[.origin] else { return true }
        return caller.isOwn(origin: origin, publicURL: nil) || settings.values.list(.corsOrigins).contains(origin)
    }

    /// A database in trouble must not look like a bad key.
    private func holder(of secret: String?) async throws -> Identity {
        guard let secret else { throw SurfaceFailure.unauthorized }
        let verdict: KeyVerdict
        do {
            verdict = try await keys.verify(secret)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw SurfaceFailure.unavailable(reason: "\(error)")
        }
        switch verdict {
        case .valid(let identity): return identity
        case .unknown: throw SurfaceFailure.unauthorized
        case .disabled: throw SurfaceFailure.disabled
        }
    }
}

extension Request {
    /// The key or token that came with the request; WebSockets of browsers can only have it in their address.
    fileprivate var curationSecret: String? {
        Credential(headers[.authorization])?.secret ?? (isSocket ? parameter("token") : nil)
    }

    /// Whether another website must not send it. What a WebSocket tells can be read by any page that opened it.
    fileprivate var changesSomething: Bool {
        (method != .get && method != .head) || isSocket
    }

    private var isSocket: Bool { headers[.upgrade]?.lowercased().contains("websocket") ?? false }
}
