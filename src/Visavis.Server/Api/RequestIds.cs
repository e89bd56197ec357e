using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Visavis.Server.Api;

/// <summary>Gives every answer an X-Request-Id: the caller's own, if it is a sane one, else a new one. Logs name it too.</summary>
public sealed partial class RequestIds(RequestDelegate next)
{
    public const string Header = "X-Request-Id";

    public Task InvokeAsync(HttpContext context)
    {
        var given = context.Request.Headers[Header].ToString();
        var id = Sane().IsMatch(given) ? given : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        context.TraceIdentifier = id;
        context.Response.Headers[Header] = id;
        return next(context);
    }

    [GeneratedRegex(@"^[A-Za-z0-9_\-:.]{1,128}\z")]
    private static partial Regex Sane();
}
