import Accounts
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

extension KodiSurface {
    func exchangePairingCode(_ request: Request, _ context: KodiContext) async throws -> Response {
        guard let body = try await request.jsonObject(PairingRequest.self) else {
            throw KodiError.jsonRequired
        }
        let (user, key) = try await pair(body.code.requiredPairingCode(), request, context)
        return try .json(PairingResponse(apiKey: key, userEmail: user.email, serverURL: serverURL(context)))
    }

    func exchangeOneTimePassword(_ request: Request, _ context: KodiContext) async throws -> Response {
        guard let body = try await request.jsonObject(OneTimePasswordRequest.self) else {
            throw KodiError.badRequest("OTP required")
        }
        switch try await redeem(body.requiredCode(), request, context) {
        case .paired(let user, let key):
            return try .json(OneTimePasswordResponse(accessToken: key, userEmail: user.email))
        case .unknown, .spent: throw KodiError.badRequest("Invalid or expired OTP")
        case .disabled: throw KodiError.accountDisabled
        }
    }

    /// The newest add-on's second way to pair, with the errors of the first.
    func exchangeOneTimeCode(_ request: Request, _ context: KodiContext) async throws -> Response {
        guard let body = try await request.jsonObject(OneTimeCodeRequest.self) else { throw KodiError.jsonRequired }
        let (user, key) = try await pair(body.code.requiredPairingCode(), request, context)
        return try .json(OneTimeCodeResponse(apiKey: key, userEmail: user.email))
    }

    /// The account and its new key. Throws the errors that clients know of pairing codes.
    private func pair(
        _ code: String, _ request: Request, _ context: KodiContext
    ) async throws -> (user: User, key: String) {
        switch try await redeem(code, request, context) {
        case .paired(let user, let key): return (user, key)
        case .unknown: throw KodiError.badRequest("Invalid pairing code")
        case .spent: throw KodiError.badRequest("Pairing code has expired or been used")
        case .disabled: throw KodiError.accountDisabled
        }
    }

    private func redeem(_ code: String, _ request: Request, _ context: KodiContext) async throws -> PairingResult {
        try await pairing.redeem(
            code, address: context.caller.address, device: request.headers[.userAgent] ?? "")
    }

    /// Where this very API answers, without a slash at the end. Without a `Host` header only the setting could tell.
    func serverURL(_ context: KodiContext) -> String {
        settings.publicURL ?? "\(context.caller.scheme)://\(context.caller.host ?? "localhost")"
    }
}
