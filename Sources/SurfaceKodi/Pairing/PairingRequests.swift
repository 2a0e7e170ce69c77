import SurfaceKit

/// The body of `POST /pairing-code/exchange`.
struct PairingRequest: Decodable {
    let code: Field<String>

    enum CodingKeys: String, CodingKey {
        case code = "pairing_code"
    }
}

/// The body of `POST /otp/exchange`.
struct OneTimeCodeRequest: Decodable {
    let code: Field<String>

    enum CodingKeys: String, CodingKey {
        case code = "otp_code"
    }
}

extension Field<String> {
    /// A pairing code. Throws the error that clients know for what is not there; text of the wrong form is `unknown`
    /// later.
    func requiredPairingCode() throws -> String {
        switch self {
        case .missing, .null: throw KodiError.badRequest("Pairing code required")
        case .wrong: throw KodiError.badRequest("Invalid pairing code")
        case .value(let text) where text.isBlank: throw KodiError.badRequest("Pairing code required")
        case .value(let text): return text
        }
    }
}

/// The body of `POST /v1/auth/otp`.
struct OneTimePasswordRequest: Decodable {
    let otp: Field<String>

    func requiredCode() throws -> String {
        switch otp {
        case .missing, .null: throw KodiError.badRequest("OTP required")
        case .wrong: throw KodiError.badRequest("Invalid or expired OTP")
        case .value(let text) where text.isBlank: throw KodiError.badRequest("OTP required")
        case .value(let text): return text
        }
    }
}
