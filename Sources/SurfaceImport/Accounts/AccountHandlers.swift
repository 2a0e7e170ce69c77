import Accounts
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

extension ImportSurface {
    /// Makes an account and signs its owner in.
    func register(_ request: Request, _ context: ImportContext) async throws -> Response {
        var check = Check()
        let body = GivenFields.body(try await request.importBody(), isOptional: false, &check)
        let email = check.required(body["email"], .email, else: "")
        let password = check.required(body["password"], .newPassword, else: "")
        try check.finish()
        let origin = request.headers[.origin]
        let isOwn = origin.map { context.caller.isOwn(origin: $0, publicURL: nil) } ?? true
        let people = features.people
        let user = try await people.registration.register(
            email: email, password: password, address: context.caller.address,
            isLocal: context.caller.isLocal && isOwn)
        return try .json(TokenResponse(token: try await people.tokens.issue(for: user)), status: .created)
    }

    /// Signs somebody in by their e-mail address. Nobody learns which of the two was wrong.
    func login(_ request: Request, _ context: ImportContext) async throws -> Response {
        let form = try await LoginForm.read(request)
        var check = Check()
        let name = check.required(form["username"], .text(1...Int.max), else: "")
        let password = check.required(form["password"], .text(1...Int.max), else: "")
        try check.finish()
        let token = try await features.people.signIn.signIn(
            email: name, password: password, address: context.caller.address)
        guard let token else { throw ImportFailure.wrongPassword }
        return try .json(TokenResponse(token: token))
    }

    func me(_ request: Request, _ context: ImportContext) async throws -> Response {
        let user = try context.user
        return try .json(ProfileResponse(user, try await features.people.profiles.facts(of: user.id)))
    }
}

extension Rule where Value == String {
    /// An address that an account can have.
    fileprivate static let email = Rule { value throws(Fault) in
        let text = try Rule.text(0...ImportLimits.emailCharactersMax).read(value)
        do throws(AccountError) {
            return try Registration.check(email: text)
        } catch {
            throw Fault("value_error", "value is not a valid email address", "reason", .text("It has no usable form"))
        }
    }

    /// A password that somebody chose.
    fileprivate static let newPassword = Rule { value throws(Fault) in
        let text = try Rule.text(ImportLimits.passwordCharactersMin...Int.max).read(value)
        do throws(AccountError) {
            try Registration.check(password: text)
        } catch .passwordTooLong(let bytesMax) {
            throw Fault(
                "string_too_long", "String should have at most \(bytesMax) bytes", "max_length",
                .number(String(bytesMax)))
        } catch {
            throw Fault("value_error", "value is not a password that an account can have")
        }
        return text
    }
}
