import Accounts
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

extension KodiSurface {
    func exchangePairingCode(_ request: Request, _ context: KodiContext) async throws -> Response {
        guard let body = try await request.jsonObject(PairingRequest.self) else {
            throw KodiError.badRequest("JSON data required")
        }
        switch try await redeem(body.requiredCode(), request, context) {
        case .paired(let user, let key):
            return try .json(
                PairingResponse(apiKey: key, userEmail: user.email, serverURL: serverURL(context)))
        case .unknown: throw KodiError.badRequest("Invalid pairing code")
        case .spent: throw KodiError.badRequest("Pairing code has expired or been used")
        case .disabled: throw KodiError.accountDisabled
        }
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

    private func redeem(_ code: String, _ request: Request, _ context: KodiContext) async throws -> PairingResult {
        try await pairing.redeem(
            code, address: context.caller.address, device: request.headers[.userAgent] ?? "")
    }

    /// Where this very API answers, without a slash at the end. Without a `Host` header only the setting could tell.
    private func serverURL(_ context: KodiContext) -> String {
        publicURL ?? "\(context.caller.scheme)://\(context.caller.host ?? "localhost")"
    }
}
