namespace Visavis.Server.Api;

/// <summary>The body that an endpoint reads. The framework's own metadata would also turn away other content types.</summary>
internal sealed record BodyOf(Type[] Types, bool Optional);

/// <summary>The one part of the multipart body that an endpoint reads.</summary>
internal sealed record FileOf(string Part);

/// <summary>What an endpoint tells the OpenAPI document about itself.</summary>
internal static class Endpoints
{
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder endpoint, bool optional = false)
        where T : notnull => endpoint.WithMetadata(new BodyOf([typeof(T)], optional));

    public static RouteHandlerBuilder TakesOneOf(this RouteHandlerBuilder endpoint, params Type[] types) => endpoint.WithMetadata(new BodyOf(types, false));

    public static RouteHandlerBuilder TakesFile(this RouteHandlerBuilder endpoint, string part) => endpoint.WithMetadata(new FileOf(part));

    public static RouteHandlerBuilder Queries(this RouteHandlerBuilder endpoint, params string[] fields) =>
        endpoint.WithMetadata(new QueryOf(fields));

    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder endpoint, int status, string contentType = "application/json") =>
        endpoint.Produces<T>(status, contentType);

    public static RouteHandlerBuilder Fails(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses)
        {
            endpoint.Produces<ErrorEnvelope>(status, "application/json");
        }
        return endpoint;
    }
}

/// <summary>The query fields that an endpoint reads.</summary>
internal sealed record QueryOf(string[] Fields);
