# Built from the sources, so that image and commit are the same thing.
FROM maven:3.9.11-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN bin/maven --quiet --projects cli --also-make -DskipTests package

FROM eclipse-temurin:25.0.1_8-jre
# An application's code may come from git, by SSH.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends git openssh-client \
  && rm --recursive /var/lib/apt/lists
RUN useradd --uid 10001 --create-home windlass && install -d -o windlass /var/lib/windlass
COPY --from=build /src/cli/target/windlass/lib /opt/windlass/lib
COPY --from=build /src/cli/target/windlass/windlass.jar /opt/windlass/
USER windlass
VOLUME /var/lib/windlass
ENTRYPOINT ["java", "--sun-misc-unsafe-memory-access=allow", "-XX:MaxRAMPercentage=75", "-jar", "/opt/windlass/windlass.jar"]
CMD ["--help"]
