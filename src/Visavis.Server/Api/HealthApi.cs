using Visavis.Server.Sessions;

namespace Visavis.Server.Api;

/// <summary>For load balancers and supervisors.</summary>
public static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => Results.Json(new { status = "ok" }, Wire.Json)).ExcludeFromDescription();
        app.MapGet("/readyz", Ready).ExcludeFromDescription();
    }

    // The server listens only when voices, packs and the encoder have been tried, so all that can take readiness back is the end.
    private static IResult Ready(Stage stage, IHostApplicationLifetime lifetime)
    {
        var stopping = lifetime.ApplicationStopping.IsCancellationRequested;
        return Results.Json(
            new { status = stopping ? "stopping" : "ready", looks = stage.Looks.Count, voices = stage.Voices.Count },
            Wire.Json,
            statusCode: stopping ? 503 : 200);
    }
}
