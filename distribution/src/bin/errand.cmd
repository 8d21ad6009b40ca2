@echo off
rem Starts the bot that this folder holds. Not tested yet: it is written for Windows 10 and later, but nobody has run it there.
rem Unlike bin/errand it does not look for a JDK 25: JAVA_HOME names one, or the java on the PATH is one.
setlocal
for %%I in ("%~dp0..") do set "DIST=%%~fI"
set "OPTIONS=%ERRAND_JAVA_OPTS%"
set "ERRAND_JAVA_OPTS="
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" "@%DIST%\conf\jvm.options" %OPTIONS% "-Derrand.dist=%DIST%" "-Derrand.home.default=%DIST%\run" -cp "%DIST%\lib\*" dev.errand.platform.boot.Main %*
exit /b %ERRORLEVEL%
