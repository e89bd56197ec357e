using System.Net;
using Microsoft.Extensions.Logging.Console;
using Visavis.Engine.Media;
using Visavis.Server.Api;
using Visavis.Server.Assets;
using Visavis.Server.Avatars;
using Visavis.Server.Sessions;
using Visavis.Server.Storage;
using Visavis.Server.Voices;

namespace Visavis.Server;

/// <summary>Puts the web application together from parts that are ready.</summary>
public static class Application
{
    /// <summary>Streams and words end in a fraction of this; the program must be gone within 5 s of SIGTERM.</summary>
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(4);

    // An empty builder: only our own settings count, no stray ASPNETCORE_URLS or appsettings.json.
    public static WebApplication Build(ServerOptions options, Database database, Stage stage, TimeProvider time)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Host.UseConsoleLifetime(lifetime => lifetime.SuppressStatusMessages = true);
        AddLogging(builder);
        AddWebServer(builder, options);
        AddParts(builder.Services, options, database, stage, time);
        var app = builder.Build();
        app.UseMiddleware<RequestIds>();
        app.UseMiddleware<ErrorAnswers>();
        app.UseCors();
        app.UseMiddleware<ApiKeyAuthentication>();
        app.UseStudioFiles(options);
        app.MapSessions();
        app.MapWords();
        app.MapHls();
        app.MapAssets();
        app.MapAvatars();
        app.MapConsent();
        app.MapVoices();
        app.MapSpeech();
        app.MapPronunciations();
        app.MapUsers();
        app.MapHealth();
        app.MapStudio();
        app.MapOpenApi("/openapi.json");
        return app;
    }

    private static void AddLogging(WebApplicationBuilder builder)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Information);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd HH:mm:ss.fff ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
    }

    private static void AddWebServer(WebApplicationBuilder builder, ServerOptions options)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.RequestBytes;
            kestrel.Listen(options.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(options.Host), options.Port);
        });
        builder.Services.AddRouting();
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .AllowAnyOrigin()
            .AllowAnyHeader()
            .AllowAnyMethod()
            .WithExposedHeaders(RequestIds.Header, "Retry-After")
            .SetPreflightMaxAge(TimeSpan.FromHours(1))));
        builder.Services.ConfigureHttpJsonOptions(json => Wire.Configure(json.SerializerOptions));
        builder.Services.AddOpenApi(OpenApiDocument.Configure);
    }

    private static void AddParts(IServiceCollection services, ServerOptions options, Database database, Stage stage, TimeProvider time)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownLimit);
        services.AddSingleton(options).AddSingleton(database).AddSingleton(stage).AddSingleton(time);
        services.AddSingleton<KeyStore>().AddSingleton<SessionStore>().AddSingleton<TextLog>().AddSingleton<WordStore>().AddSingleton<ReplayStore>();
        services.AddSingleton<StudioLinks>().AddSingleton<RateLimit>().AddSingleton<IdempotentRequests>().AddSingleton<SessionRegistry>();
        services.AddHostedService(provider => provider.GetRequiredService<SessionRegistry>());
        services.AddHostedService<Retention>();
        services.AddHostedService<VoiceLog>();
        services.AddSingleton<AssetStore>().AddSingleton<IncomingFiles>().AddSingleton<ContentFiles>().AddSingleton<AssetLibrary>().AddSingleton<FileUpload>();
        services.AddSingleton<SoundFetch>().AddSingleton<AudioInputs>().AddSingleton<LargeBodies>();
        services.AddSingleton<PronunciationStore>().AddSingleton<SpeechFiles>().AddSingleton<Previews>();
        services.AddHostedService<AssetSweep>();
        services.AddSingleton<AvatarStore>().AddSingleton<LookFolders>().AddSingleton<LookProgress>().AddSingleton<LookBook>().AddSingleton<LookPreviews>().AddSingleton<LookInputs>().AddSingleton<AvatarAnswers>().AddSingleton<AvatarMaking>();
        services.AddSingleton(new ClipDecoder(new ClipDecoderOptions { LargestBytes = options.ClipBytes }, time));
        services.AddSingleton<LookBuilds>().AddHostedService(provider => provider.GetRequiredService<LookBuilds>());
    }
}
