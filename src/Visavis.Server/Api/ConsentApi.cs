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
        "2: I am the person in this picture or clip, or may decide for them. I agree that a synthetic presenter with this likeness is made and speaks words that the "
        + "owner of this server chooses. I can withdraw this by asking the owner to delete it.";

    private const int LongestPerson = 100, LongestReroute = 2_000;
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
        var reroute = body.As<AskConsent>().RerouteUrl is { } url ? Reroute(url) : null;
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

    /// <summary>In plain ASCII, as a header can carry it, and without what could add to the page's policy.</summary>
    private static string Reroute(string url)
    {
        if (url.Length > LongestReroute || !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0)
        {
            throw ApiException.Invalid("reroute_url", $"'reroute_url' must be an http or https address of at most {LongestReroute} characters, without a user name.");
        }
        return new UriBuilder(uri) { Host = uri.IdnHost }.Uri.AbsoluteUri;
    }

    private static IResult Show(string token, HttpContext context, AvatarStore rows, AvatarAnswers answers, TimeProvider time)
    {
        if (Find(token, rows, time) is not var (consent, group))
        {
            return Gone(context);
        }
        return Page(context, consent.Decision is null ? Form(group.Name, Shown(group, rows, answers, context.Request), null) : Done(consent.Decision), consent.RerouteUrl);
    }

    private static async Task<IResult> DecideAsync(string token, HttpContext context, AvatarStore rows, AvatarAnswers answers, AvatarMaking making, TimeProvider time)
    {
        if (Find(token, rows, time) is not var (consent, group))
        {
            return Gone(context);
        }
        if (!context.Request.HasFormContentType)
        {
            throw ApiException.Invalid(null, "The page's own form is expected.");
        }
        var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        var shown = Shown(group, rows, answers, context.Request);
        var (person, agrees) = (form["person"].ToString().Trim(), form["decision"] == "accept");
        if (agrees && Problem(person, form["seen"].ToString(), shown) is { } problem)
        {
            return Page(context, Form(group.Name, shown, problem), consent.RerouteUrl);
        }
        var decided = consent with
        {
            Decision = agrees ? "accepted" : "rejected",
            Statement = Statement,
            Person = person.Length > LongestPerson ? person[..LongestPerson] : person,
            Address = context.Connection.RemoteIpAddress?.ToString(),
            SourceHashes = string.Join(' ', shown.Select(picture => picture.Hash)),
            DecidedAt = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        var first = await rows.DecideAsync(decided).ConfigureAwait(false);
        if (first && !agrees)
        {
            making.Withdraw(group);
        }
        // See other: going back or loading again sends nothing twice.
        return Results.Redirect(first && consent.RerouteUrl is { } next ? next : $"/consent/{token}", permanent: false, preserveMethod: false);
    }

    /// <summary>Whoever agrees has seen all of the pictures, and put a name to it.</summary>
    private static string? Problem(string person, string seen, List<ShownPicture> shown) =>
        shown.Count == 0 || shown.Exists(picture => picture.Still is null) ? "The pictures are being prepared: load this page again in a moment, and agree when you have seen them."
        : seen != Seen(shown) ? "There are other pictures than when you loaded this page: please look at them first."
        : person.Length is 0 or > LongestPerson ? $"Please type your name, in at most {LongestPerson} characters."
        : null;

    /// <summary>What is agreed to: all pictures of the group that became looks or still may.</summary>
    private static List<ShownPicture> Shown(StoredGroup group, AvatarStore rows, AvatarAnswers answers, HttpRequest request) =>
        [.. rows.LooksOfGroup(group.Id).Where(look => look.Status != StoredLook.Failed).Select(look => Shown(look, answers.Look(look, request)))];

    private static ShownPicture Shown(StoredLook look, AvatarLook answer) =>
        new(look.SourceHash, answer.PreviewImageUrl, look.Type == AvatarsApi.DigitalTwin ? answer.PreviewVideoUrl : null);

    private static string Seen(List<ShownPicture> shown) => string.Join(' ', shown.Select(picture => picture.Hash));

    private static (StoredConsent Consent, StoredGroup Group)? Find(string token, AvatarStore rows, TimeProvider time) =>
        rows.Consent(token) is { } consent && consent.ExpiresAt > time.GetUtcNow().ToUnixTimeMilliseconds() && rows.Group(consent.Space, consent.GroupId) is { } group
            ? (consent, group) : null;

    /// <summary>Guessed, a day old, or of a group that is deleted: whoever stands before it is no developer.</summary>
    private static IResult Gone(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Page(context, "<h1>This link does not work</h1><p>It is older than a day, or not whole. Ask whoever sent it for a new one.</p>", null);
    }

    /// <summary>No script at all; the browser may follow the form's answer to where the asker wants it (CSP level 3, form-action).</summary>
    private static IResult Page(HttpContext context, string content, string? reroute)
    {
        var next = reroute is null ? "" : " " + new Uri(reroute).GetLeftPart(UriPartial.Authority);
        context.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'self'; img-src *; media-src *; form-action 'self'{next}; base-uri 'none'; frame-ancestors 'none'";
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

    private static string Form(string name, List<ShownPicture> shown, string? problem) =>
        $"""
        <h1>May this face speak?</h1>
        {string.Concat(shown.Select(Picture))}
        <p>Somebody wants to make a presenter called <strong>{Safe(name)}</strong> from {(shown.Count > 1 ? "these pictures" : shown.Exists(picture => picture.Clip is not null) ? "this clip" : "this picture")}.</p>
        <blockquote>{Safe(Statement[3..])}</blockquote>
        {(problem is null ? "" : $"<p role=\"alert\" class=\"problem\">{Safe(problem)}</p>")}
        <form method="post">
          <input type="hidden" name="seen" value="{Safe(Seen(shown))}">
          <label for="person">Your name</label>
          <input id="person" name="person" type="text" maxlength="{LongestPerson}" autocomplete="name">
          <div class="actions">
            <button name="decision" value="accept" class="primary">I agree</button>
            <button name="decision" value="reject">I do not agree</button>
          </div>
        </form>
        <p class="hint">Your answer, your name, the time and your network address are kept with a fingerprint of the picture.</p>
        """;

    private static string Picture(ShownPicture picture) => picture.Still is null
        ? "<p class=\"hint\">A picture is being prepared: load this page again in a moment to see it.</p>"
        : picture.Clip is null ? $"<img src=\"{Safe(picture.Still)}\" alt=\"A picture that the presenter is made from\">"
        : $"<video src=\"{Safe(picture.Clip)}\" poster=\"{Safe(picture.Still)}\" autoplay muted loop playsinline controls aria-label=\"A clip that the presenter is made from\"></video>";

    private static string Done(string decision) => decision == "accepted"
        ? "<h1>Thank you</h1><p>You agreed. You can close this page.</p>"
        : "<h1>Understood</h1><p>You did not agree, and the presenter cannot be used. You can close this page.</p>";

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);

    /// <param name="Hash">SHA-256 of the file that was sent.</param>
    /// <param name="Still">Null until it is made.</param>
    /// <param name="Clip">What moves, where it was made from a clip.</param>
    private sealed record ShownPicture(string Hash, string? Still, string? Clip);
}
