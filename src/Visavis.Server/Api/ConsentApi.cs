using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Visavis.Server.Storage;

namespace Visavis.Server.Api;

/// <summary>Asks the person shown whether a look of them may speak, on a page of ours, and keeps what they said.</summary>
public static class ConsentApi
{
    /// <summary>Kept with every decision, the version in front.</summary>
    public const string Statement =
        "1: I am the person in this picture, or may decide for them. I agree that a synthetic presenter with this likeness is made and speaks words that the "
        + "owner of this server chooses. I can withdraw this by asking the owner to delete it.";

    private const int LongestPerson = 100;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public static void MapConsent(this IEndpointRouteBuilder app)
    {
        app.MapPost("/v3/avatars/{group_id}/consent", AskAsync).WithTags("Avatars").WithMetadata(RequiresKey.Mark).WithName("askConsent").WithSummary("Ask the person shown for their consent")
            .Takes<AskConsent>(optional: true).Gives<Answer<ConsentAsked>>(200).Fails(400, 401, 404, 409, 413, 429);
        app.MapGet("/consent/{token}", Show).ExcludeFromDescription();
        app.MapPost("/consent/{token}", DecideAsync).ExcludeFromDescription().DisableAntiforgery();
    }

    private static async Task<IResult> AskAsync(string group_id, HttpRequest request, Caller caller, AvatarStore rows, AvatarAnswers answers, ServerOptions options, TimeProvider time)
    {
        using var body = await JsonBody.ReadAsync(request, optional: true).ConfigureAwait(false);
        var reroute = body.As<AskConsent>().RerouteUrl;
        if (reroute is not null && (!Uri.TryCreate(reroute, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || reroute.Length > 2000))
        {
            throw ApiException.Invalid("reroute_url", "'reroute_url' must be an http or https address of at most 2000 characters.");
        }
        var group = rows.Group(caller.Space, group_id) ?? throw ApiException.GroupNotFound();
        if (group.ConsentStatus == "accepted")
        {
            throw ApiException.Conflict("The person shown has agreed already.");
        }
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        await rows.AskConsentAsync(new StoredConsent
        {
            Token = token, GroupId = group.Id, Space = group.Space, RerouteUrl = reroute, ExpiresAt = (time.GetUtcNow() + Lifetime).ToUnixTimeMilliseconds(),
        }).ConfigureAwait(false);
        return Wire.Answer(new ConsentAsked($"{PublicUrls.Of(request, options)}/consent/{token}", answers.Group(rows.Group(caller.Space, group_id) ?? throw ApiException.GroupNotFound(), request)));
    }

    private static IResult Show(string token, HttpContext context, AvatarStore rows, AvatarAnswers answers, TimeProvider time)
    {
        var (consent, group) = Find(token, rows, time);
        return Page(context, consent.Decision is null ? Form(group.Name, answers.Group(group, context.Request).PreviewImageUrl, null) : Done(consent.Decision), consent.RerouteUrl);
    }

    private static async Task<IResult> DecideAsync(string token, HttpContext context, AvatarStore rows, AvatarAnswers answers, TimeProvider time)
    {
        var (consent, group) = Find(token, rows, time);
        var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        var (person, agrees) = (form["person"].ToString().Trim(), form["decision"] == "accept");
        if (agrees && person.Length is 0 or > LongestPerson)
        {
            return Page(context, Form(group.Name, answers.Group(group, context.Request).PreviewImageUrl, $"Please type your name, in at most {LongestPerson} characters."), consent.RerouteUrl);
        }
        var decided = consent with
        {
            Decision = agrees ? "accepted" : "rejected",
            Statement = Statement,
            Person = person.Length > LongestPerson ? person[..LongestPerson] : person,
            Address = context.Connection.RemoteIpAddress?.ToString(),
            SourceHashes = string.Join(' ', rows.LooksOfGroup(group.Id).Select(look => look.SourceHash)),
            DecidedAt = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        var first = await rows.DecideAsync(decided).ConfigureAwait(false);
        // See other: going back or loading again sends nothing twice.
        return Results.Redirect(first && consent.RerouteUrl is { } next ? next : $"/consent/{token}", permanent: false, preserveMethod: false);
    }

    private static (StoredConsent Consent, StoredGroup Group) Find(string token, AvatarStore rows, TimeProvider time) =>
        rows.Consent(token) is { } consent && consent.ExpiresAt > time.GetUtcNow().ToUnixTimeMilliseconds() && rows.Group(consent.Space, consent.GroupId) is { } group
            ? (consent, group) : throw ApiException.ResourceNotFound();

    /// <summary>No script at all; the browser may follow the form's answer to where the asker wants it (CSP level 3, form-action).</summary>
    private static IResult Page(HttpContext context, string content, string? reroute)
    {
        var next = reroute is null ? "" : " " + new Uri(reroute).GetLeftPart(UriPartial.Authority);
        context.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'self'; img-src *; form-action 'self'{next}; base-uri 'none'; frame-ancestors 'none'";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Results.Content(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">
              <title>Your likeness</title>
              <link rel="stylesheet" href="/studio/studio.css"><link rel="stylesheet" href="/studio/avatars.css">
            </head>
            <body><main class="consent">{content}</main></body>
            </html>
            """, "text/html; charset=utf-8");
    }

    private static string Form(string name, string? still, string? problem) =>
        $"""
        <h1>May this face speak?</h1>
        {(still is null ? "<p class=\"hint\">The picture is being prepared: load this page again in a moment to see it.</p>" : $"<img src=\"{Safe(still)}\" alt=\"The picture that the presenter is made from\">")}
        <p>Somebody wants to make a presenter called <strong>{Safe(name)}</strong> from this picture.</p>
        <blockquote>{Safe(Statement[3..])}</blockquote>
        {(problem is null ? "" : $"<p role=\"alert\" class=\"problem\">{Safe(problem)}</p>")}
        <form method="post">
          <label for="person">Your name</label>
          <input id="person" name="person" maxlength="{LongestPerson}" autocomplete="name">
          <div class="actions">
            <button name="decision" value="accept" class="primary">I agree</button>
            <button name="decision" value="reject">I do not agree</button>
          </div>
        </form>
        <p class="hint">Your answer, your name, the time and your network address are kept with a fingerprint of the picture.</p>
        """;

    private static string Done(string decision) => decision == "accepted"
        ? "<h1>Thank you</h1><p>You agreed. You can close this page.</p>"
        : "<h1>Understood</h1><p>You did not agree, and the presenter cannot be used. You can close this page.</p>";

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);
}
