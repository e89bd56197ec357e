using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Visavis.Server.Api;

/// <summary>What the OpenAPI document says beyond what the framework reads from the endpoints.</summary>
internal static class OpenApiDocument
{
    private const string KeyScheme = "ApiKey";
    private const string BearerScheme = "Bearer";

    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer(Describe);
        options.AddOperationTransformer(AddBodyAsync);
        options.AddOperationTransformer(AddFile);
        options.AddOperationTransformer(AddQuery);
        options.AddSchemaTransformer(Tighten);
    }

    private static Task Describe(Microsoft.OpenApi.OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Visavis",
            Version = typeof(OpenApiDocument).Assembly.GetName().Version!.ToString(3),
            Description = "Text in, live video of a speaking presenter out.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "x-api-key" },
            [BearerScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
        };
        // Either alone is enough.
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(BearerScheme, document)] = [] },
        ];
        return Task.CompletedTask;
    }

    private static async Task AddBodyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<BodyOf>().SingleOrDefault() is not { } body)
        {
            return;
        }
        var shapes = new List<IOpenApiSchema>();
        foreach (var type in body.Types)
        {
            var schema = await context.GetOrCreateSchemaAsync(type, null, cancellation).ConfigureAwait(false);
            // Every body is closed: an unknown field is a 400.
            schema.AdditionalPropertiesAllowed = false;
            context.Document!.AddComponent(type.Name, schema);
            shapes.Add(new OpenApiSchemaReference(type.Name, context.Document));
        }
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = !body.Optional,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new() { Schema = shapes is [var only] ? only : new OpenApiSchema { OneOf = shapes } },
            },
        };
    }

    private static Task AddFile(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<FileOf>().SingleOrDefault() is { } file)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType> { ["multipart/form-data"] = new() { Schema = OfFile(file.Part) } },
            };
        }
        return Task.CompletedTask;
    }

    private static OpenApiSchema OfFile(string part) => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { part },
        Properties = new Dictionary<string, IOpenApiSchema> { [part] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
        AdditionalPropertiesAllowed = false,
    };

    private static Task AddQuery(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        foreach (var field in context.Description.ActionDescriptor.EndpointMetadata.OfType<QueryOf>().SelectMany(query => query.Fields))
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = field,
                In = ParameterLocation.Query,
                Schema = new OpenApiSchema { Type = field == "limit" ? JsonSchemaType.Integer : JsonSchemaType.String },
            });
        }
        return Task.CompletedTask;
    }

    private static Task Tighten(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var attributes = context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(AllowedValuesAttribute), inherit: false);
        if (attributes is [AllowedValuesAttribute allowed])
        {
            schema.Enum = allowed.Values.Select(value => (JsonNode)JsonValue.Create((string)value!)).ToList();
            if (schema.Type?.HasFlag(JsonSchemaType.Null) ?? false)
            {
                schema.Enum.Add(JsonNullSentinel.JsonNull);
            }
        }
        return Task.CompletedTask;
    }
}
