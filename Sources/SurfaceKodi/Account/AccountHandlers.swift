import Accounts
import Domain
import Hummingbird
import SurfaceKit

/// What people who are signed in with a browser do about their own devices, for scripts and other websites' makers.
///
/// A key opens none of these routes. Whoever has stolen one from a device could make further keys with it, and these
/// would stay good when the stolen one is revoked.
extension KodiSurface {
    /// Tells who is signed in, and the token that every change has to carry.
    func showSession(_ request: Request, _ context: KodiContext) async throws -> Response {
        try .json(SessionResponse(context.signedIn))
    }

    /// Makes a pairing code. The answer is the only place where it can ever be read.
    func makePairingCode(_ request: Request, _ context: KodiContext) async throws -> Response {
        let code = try await pairing.makeCode(for: context.signedIn.user.id)
        return try .json(PairingCodeResponse(code, at: library.now()))
    }

    func listKeys(_ request: Request, _ context: KodiContext) async throws -> Response {
        let found = try await keys.list(of: context.signedIn.user.id)
        return try .json(KeyListResponse(keys: found.map { KeyEntry($0) }))
    }

    func relabelKey(_ request: Request, _ context: KodiContext) async throws -> Response {
        guard let body = try await request.jsonObject(LabelRequest.self) else { throw KodiError.jsonRequired }
        let label = try body.checked()
        let (id, owner) = try (keyID(context), context.signedIn.user.id)
        guard try await keys.relabel(id, as: label, owner: owner) else { throw KodiError.keyNotFound }
        return try await answer(about: id, of: owner)
    }

    /// Ends a key for good. One that was ended before is answered in the same way, so that a repetition does no harm.
    func revokeKey(_ request: Request, _ context: KodiContext) async throws -> Response {
        let (id, owner) = try (keyID(context), context.signedIn.user.id)
        _ = try await keys.revoke(id, owner: owner)
        return try await answer(about: id, of: owner)
    }

    /// The key as it is now. Other people's keys do not exist.
    private func answer(about id: APIKeyID, of owner: UserID) async throws -> Response {
        guard let key = try await keys.list(of: owner).first(where: { $0.id == id }) else {
            throw KodiError.keyNotFound
        }
        return try .json(KeyResponse(key: KeyEntry(key)))
    }

    private func keyID(_ context: KodiContext) throws -> APIKeyID {
        guard let id = context.parameters.get("id", as: Int32.self) else { throw KodiError.keyNotFound }
        return APIKeyID(id)
    }
}

/// The body of `PATCH /users/me/keys/{id}`.
struct LabelRequest: Decodable {
    let label: Field<String>

    /// Throws `KodiError.badRequest` for what nobody can have meant; how long a label may be is the feature's affair.
    func checked() throws -> String {
        guard case .value(let label) = label, !label.isBlank else {
            throw KodiError.badRequest("label must be text that is not blank")
        }
        return label
    }
}
